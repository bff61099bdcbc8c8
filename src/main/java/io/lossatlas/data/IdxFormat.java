package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.LossKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The four IDX files of MNIST and of the data sets that took over its format: a magic number, a big-endian 32-bit extent
 * for each dimension, and the bytes in C order (LeCun, Cortes and Burges, "The MNIST database of handwritten digits").
 */
final class IdxFormat implements DataFormat {
    /** Number of classes where the configuration does not say another. */
    private static final int CLASSES = 10;

    private static final int ROWS_OFFSET = 8;
    private static final List<Normalisation.Channel> MNIST =
            List.of(new Normalisation.Channel(Normalisation.MEAN, Normalisation.DEVIATION));

    @Override
    public DataFormatKind kind() {
        return DataFormatKind.IDX;
    }

    @Override
    public List<String> signs(DataConfig config) {
        return files(config).stream().flatMap(file -> file.names().stream()).toList();
    }

    @Override
    public DataSet read(DataConfig config, LossKind loss, Configuration hadoop) {
        return new Files(config, hadoop).read();
    }

    /** Training images and labels, test images and labels. */
    private static List<IdxFile> files(DataConfig config) {
        return List.of(
                new IdxFile("data.train-images", config.trainImages(), "train-images", 3),
                new IdxFile("data.train-labels", config.trainLabels(), "train-labels", 1),
                new IdxFile("data.test-images", config.testImages(), "t10k-images", 3),
                new IdxFile("data.test-labels", config.testLabels(), "t10k-labels", 1));
    }

    /** Images, and the file they came from. */
    private record LabelledFile(String file, LabelledImages images) {
        String size() {
            return images.shape().height() + " x " + images.shape().width();
        }
    }

    /** The four files while they are read. */
    private static final class Files {
        private final DataConfig config;
        private final Configuration hadoop;
        private final Map<String, String> sha256 = new LinkedHashMap<>();

        Files(DataConfig config, Configuration hadoop) {
            this.config = config;
            this.hadoop = hadoop;
        }

        DataSet read() {
            List<IdxFile> files = files(config);
            LabelledFile train = labelled(files.get(0), files.get(1), "data.train-examples", config.trainExamples());
            LabelledFile test = labelled(files.get(2), files.get(3), "data.test-examples", config.testExamples());
            if (!test.size().equals(train.size())) {
                String expected = "images of %s pixels as in %s".formatted(train.size(), train.file());
                throw new DataFileException(test.file(), ROWS_OFFSET, expected, test.size());
            }
            return new DataSet(train.images(), test.images(), sha256);
        }

        private LabelledFile labelled(IdxFile imagesFile, IdxFile labelsFile, String key, int examples) {
            try (ContentReader images = imagesFile.open(config.path(), hadoop);
                    ContentReader labels = labelsFile.open(config.path(), hadoop)) {
                LabelledImages read = new LabelledReader(
                                images, labels, config.classes() == 0 ? CLASSES : config.classes(), normalisation())
                        .read(key, examples);
                sha256.put(imagesFile.key(), images.sha256());
                sha256.put(labelsFile.key(), labels.sha256());
                return new LabelledFile(images.file(), read);
            }
        }

        private Normalisation normalisation() {
            return new Normalisation(Scaling.of(config, 1, MNIST));
        }
    }
}
