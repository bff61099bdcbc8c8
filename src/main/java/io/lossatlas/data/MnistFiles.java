package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The four IDX files of MNIST and of the data sets that took over its format: a magic number, a big-endian 32-bit extent
 * for each dimension, and the bytes in C order (LeCun, Cortes and Burges, "The MNIST database of handwritten digits").
 */
public final class MnistFiles {
    /** Number of classes of every data set in this format that is read. */
    static final int CLASSES = 10;

    private static final int ROWS_OFFSET = 8;

    private final DataConfig config;
    private final Configuration hadoop;
    private final Map<String, String> sha256 = new LinkedHashMap<>();

    private MnistFiles(DataConfig config, Configuration hadoop) {
        this.config = config;
        this.hadoop = hadoop;
    }

    /** Images, and the file they came from. */
    private record LabelledFile(String file, LabelledImages images) {
        String size() {
            return images.shape().height() + " x " + images.shape().width();
        }
    }

    /**
     * Reads and checks all four files, each to its end, whatever the number of examples that is used.
     *
     * @param hadoop how Hadoop's file systems are reached
     * @throws IdxException when a file is missing or not as it should be
     * @throws RefusedException when more examples are asked for than there are
     */
    public static DataSet read(DataConfig config, Configuration hadoop) {
        return new MnistFiles(config, hadoop).read();
    }

    private DataSet read() {
        LabelledFile train = labelled(
                new MnistFile("data.train-images", config.trainImages(), "train-images", 3),
                new MnistFile("data.train-labels", config.trainLabels(), "train-labels", 1),
                "data.train-examples",
                config.trainExamples());
        LabelledFile test = labelled(
                new MnistFile("data.test-images", config.testImages(), "t10k-images", 3),
                new MnistFile("data.test-labels", config.testLabels(), "t10k-labels", 1),
                "data.test-examples",
                config.testExamples());
        if (!test.size().equals(train.size())) {
            String expected = "images of %s pixels as in %s".formatted(train.size(), train.file());
            throw new IdxException(test.file(), ROWS_OFFSET, expected, test.size());
        }
        return new DataSet(train.images(), test.images(), sha256);
    }

    private LabelledFile labelled(MnistFile imagesFile, MnistFile labelsFile, String key, int examples) {
        try (IdxReader images = imagesFile.open(config.path(), hadoop);
                IdxReader labels = labelsFile.open(config.path(), hadoop)) {
            LabelledImages read = new LabelledReader(images, labels).read(key, examples);
            sha256.put(imagesFile.key(), images.sha256());
            sha256.put(labelsFile.key(), labels.sha256());
            return new LabelledFile(images.file(), read);
        }
    }
}
