package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * The binary files of CIFAR-10 and CIFAR-100 (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009):
 * records of one label or a coarse and a fine one, and 3 x 32 x 32 bytes. Any number of records makes a file; of
 * CIFAR-100's labels the fine one is read. Normalised by mean and deviation of the training images.
 */
final class CifarFormat implements DataFormat {
    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);

    private final DataFormatKind kind;
    private final List<String> train;
    private final String test;
    private final List<Integer> labels;
    private final List<Normalisation.Channel> channels;

    /**
     * A layout of files.
     *
     * @param labels of a record, the number of classes that each may name, the last of which counts
     */
    private CifarFormat(
            DataFormatKind kind,
            List<String> train,
            String test,
            List<Integer> labels,
            List<Normalisation.Channel> channels) {
        this.kind = kind;
        this.train = train;
        this.test = test;
        this.labels = labels;
        this.channels = channels;
    }

    /** Five files of training images, ten classes. */
    static CifarFormat cifar10() {
        return new CifarFormat(
                DataFormatKind.CIFAR10,
                IntStream.rangeClosed(1, 5)
                        .mapToObj("data_batch_%d.bin"::formatted)
                        .toList(),
                "test_batch.bin",
                List.of(10),
                List.of(
                        new Normalisation.Channel(0.4914, 0.2470),
                        new Normalisation.Channel(0.4822, 0.2435),
                        new Normalisation.Channel(0.4465, 0.2616)));
    }

    /** One file of training images, twenty coarse classes, a hundred fine ones. */
    static CifarFormat cifar100() {
        return new CifarFormat(
                DataFormatKind.CIFAR100,
                List.of("train.bin"),
                "test.bin",
                List.of(20, 100),
                List.of(
                        new Normalisation.Channel(0.5071, 0.2673),
                        new Normalisation.Channel(0.4865, 0.2564),
                        new Normalisation.Channel(0.4409, 0.2762)));
    }

    @Override
    public DataFormatKind kind() {
        return kind;
    }

    @Override
    public List<String> signs(DataConfig config) {
        return Stream.concat(train.stream(), Stream.of(test)).toList();
    }

    @Override
    public DataSet read(DataConfig config, LossKind loss, Configuration hadoop) {
        int classes = labels.get(labels.size() - 1);
        if (config.classes() != 0 && config.classes() != classes) {
            throw new RefusedException("data.classes: expected %d, those of %s, found %d"
                    .formatted(classes, kind.text(), config.classes()));
        }
        Map<String, String> sha256 = new LinkedHashMap<>();
        Records training = read(config, train, hadoop, sha256);
        Records testing = read(config, List.of(test), hadoop, sha256);
        Normalisation normalisation = new Normalisation(Scaling.of(config, SHAPE.channels(), channels));
        return new DataSet(
                training.images("data.train-examples", config.trainExamples(), normalisation, classes),
                testing.images("data.test-examples", config.testExamples(), normalisation, classes),
                sha256);
    }

    private Records read(DataConfig config, List<String> names, Configuration hadoop, Map<String, String> sha256) {
        Records records = new Records(String.join(", ", names), labels.size());
        for (String name : names) {
            Location location = Location.in(config.path(), name);
            try (ContentReader file =
                    new ContentReader(location.display(), location.required("a file of " + kind.text(), hadoop))) {
                read(file, records);
                sha256.put("data.%s/%s".formatted(kind.text(), name), file.sha256());
            }
        }
        return records;
    }

    private void read(ContentReader file, Records records) {
        long at;
        do {
            at = file.offset();
        } while (next(file, records));
        if (at == 0) {
            throw new DataFileException(file.file(), 0, expected(), "an empty file");
        }
    }

    /** Reads a record; false at the end of the file. */
    private boolean next(ContentReader file, Records records) {
        long at = file.offset();
        Optional<byte[]> record = file.record(labels.size() + SHAPE.size(), expected());
        record.ifPresent(bytes -> {
            for (int n = 0; n < labels.size(); n++) {
                int label = bytes[n] & 0xff;
                if (label >= labels.get(n)) {
                    String range = "a label from 0 to %d".formatted(labels.get(n) - 1);
                    throw new DataFileException(file.file(), at + n, range, Integer.toString(label));
                }
            }
            records.add(file.file(), at, bytes);
        });
        return record.isPresent();
    }

    private String expected() {
        return "a record of %d bytes".formatted(labels.size() + SHAPE.size());
    }

    /** What was read of one split. */
    private static final class Records {
        private final String files;
        private final int header;
        private final List<byte[]> records = new ArrayList<>();

        Records(String files, int header) {
            this.files = files;
            this.header = header;
        }

        void add(String file, long at, byte[] record) {
            int count = records.size();
            if (count == LabelledReader.MAX_PIXELS / SHAPE.size()) {
                throw new DataFileException(file, at, "at most %d images in all".formatted(count), "a further one");
            }
            records.add(record);
        }

        LabelledImages images(String key, int examples, Normalisation normalisation, int classes) {
            int used = LabelledReader.used(key, examples, records.size(), files);
            byte[] pixels = new byte[used * SHAPE.size()];
            int[] labels = new int[used];
            for (int n = 0; n < used; n++) {
                labels[n] = records.get(n)[header - 1] & 0xff;
                System.arraycopy(records.get(n), header, pixels, n * SHAPE.size(), SHAPE.size());
            }
            return LabelledImages.ofBytes(pixels, labels, SHAPE, classes, normalisation);
        }
    }
}
