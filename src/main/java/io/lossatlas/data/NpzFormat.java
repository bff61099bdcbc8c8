package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * Two archives of numpy, plain or compressed, of a training and a test split: each holds {@code x}, {@code uint8} or
 * {@code float32}, {@code [n, channels, height, width]} or {@code [n, values]}, and {@code y}: {@code n} whole numbers, the
 * labels, or for the mean squared error also {@code float32} or {@code float64}, {@code [n]} or {@code [n, outputs]}.
 * Bytes become shares of 255 unless a mean and a deviation are given, floats stay as they are.
 */
final class NpzFormat implements DataFormat {
    private static final String TRAIN = "train.npz";
    private static final String TEST = "test.npz";
    private static final int MOST_CLASSES = 1 << 16;
    private static final int MOST_FLOATS = 1 << 28;
    private static final int MOST_LABELS = 1 << 27;
    private static final int MOST_OUTPUTS = 1 << 16;
    private static final int MAX_SIDE = 4096;
    private static final int IMAGE_RANK = 4;
    private static final String SHAPES =
            "[n, channels, height, width] or [n, values], sides up to %d".formatted(MAX_SIDE);

    @Override
    public DataFormatKind kind() {
        return DataFormatKind.NPZ;
    }

    @Override
    public List<String> signs(DataConfig config) {
        return List.of(named(config.trainFile(), TRAIN), named(config.testFile(), TEST));
    }

    private static String named(String own, String usual) {
        return own.isEmpty() ? usual : own;
    }

    @Override
    public DataSet read(DataConfig config, LossKind loss, Configuration hadoop) {
        Map<String, String> sha256 = new LinkedHashMap<>();
        Archive train = archive(config, loss, TRAIN, hadoop);
        Archive test = archive(config, loss, TEST, hadoop);
        if (!train.shape.equals(test.shape)) {
            throw new DataFileException(
                    test.file, 0, "images of %s as in %s".formatted(train.shape, train.file), test.shape.toString());
        }
        train.hashes("train", sha256);
        test.hashes("test", sha256);
        if (train.labels == null || test.labels == null) {
            requireNumbers(config, train, test);
            return new DataSet(train.images(config, train.numbers()), test.images(config, test.numbers()), sha256);
        }
        int most = Arrays.stream(train.labels).max().orElseThrow() + 1;
        int classes = config.classes() == 0 ? Math.max(2, most) : config.classes();
        train.requireLabels(classes);
        test.requireLabels(classes);
        return new DataSet(train.images(config, train.classes(classes)), test.images(config, test.classes(classes)), sha256);
    }

    private static void requireNumbers(DataConfig config, Archive train, Archive test) {
        if (test.outputs != train.outputs) {
            throw new DataFileException(
                    test.file + "/y.npy", 0, "y of %s as in %s".formatted(train.answers(), train.file), test.answers());
        }
        if (config.classes() != 0) {
            throw new RefusedException("data.classes: expected 0, since y of %s are floats, which are no labels, found %d"
                    .formatted(train.file, config.classes()));
        }
    }

    private static Archive archive(DataConfig config, LossKind loss, String usual, Configuration hadoop) {
        boolean training = usual.equals(TRAIN);
        String split = training ? "train" : "test";
        Location location = Location.in(config.path(), named(training ? config.trainFile() : config.testFile(), usual));
        InputStream content = location.required("the archive of data.%s-file".formatted(split), hadoop);
        Archive archive = new Archive(
                location.display(),
                "data.%s-examples".formatted(split),
                training ? config.trainExamples() : config.testExamples(),
                loss);
        try (ZipInputStream zip = new ZipInputStream(content)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                archive.add(entry.getName(), zip);
            }
        } catch (IOException | IllegalArgumentException e) {
            String found = String.valueOf(e.getMessage());
            throw new DataFileException(location.display(), 0, "a readable archive of numpy", found, e);
        }
        return archive.whole();
    }

    /** One archive while it is read. */
    private static final class Archive {
        private final String file;
        private final String key;
        private final int examples;
        private ImageShape shape;
        private Optional<byte[]> bytes = Optional.empty();
        private Optional<float[]> floats = Optional.empty();
        private final LossKind loss;
        /** Labels of all examples; null where there are numbers, or before they are read. */
        private int[] labels;
        /** Numbers of the examples that are used, {@code outputs} of each; null where there are labels. */
        private double[] numbers;
        private int outputs;
        private long rows;
        private long count;
        private int used;
        private String sha256x;
        private String sha256y;

        Archive(String file, String key, int examples, LossKind loss) {
            this.loss = loss;
            this.file = file;
            this.key = key;
            this.examples = examples;
        }

        void add(String entry, InputStream zip) {
            boolean first = entry.equals("x.npy") ? shape == null : entry.equals("y.npy") && sha256y == null;
            if (!first) {
                throw new DataFileException(file, 0, "the arrays x and y, each once", "'%s'".formatted(entry));
            }
            // Not closed: that would close the archive.
            ContentReader content = new ContentReader(file + "/" + entry, new Unclosed(zip));
            NpyArray array = new NpyArray(content);
            if (entry.equals("x.npy")) {
                images(array);
                sha256x = content.sha256();
            } else {
                if (array.isReal()) {
                    numbers(array);
                } else {
                    labels(array);
                }
                sha256y = content.sha256();
            }
        }

        private void images(NpyArray array) {
            boolean whole = array.type().equals("|u1");
            if (!whole && !array.type().equals("<f4")) {
                throw new DataFileException(array.file().file(), 0, "x of uint8 or float32", array.type());
            }
            List<Long> extents = array.shape();
            boolean vectors = extents.size() == 2;
            int most = whole ? LabelledReader.MAX_PIXELS : MOST_FLOATS;
            boolean fits = (vectors || extents.size() == IMAGE_RANK)
                    && extents.stream().skip(1).allMatch(extent -> extent <= (vectors ? most : MAX_SIDE));
            if (!fits) {
                throw new DataFileException(array.file().file(), 0, "x of " + SHAPES, array.shapeText());
            }
            count = extents.get(0);
            // Each factor is below 2^34 and 2^31 or below 2^12, so that a product in double tells what is too large.
            double values = extents.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
            if (values > most) {
                throw new DataFileException(
                        array.file().file(), 0, "at most %d values in all".formatted(most), array.shapeText());
            }
            shape = vectors
                    ? new ImageShape(1, 1, extents.get(1).intValue())
                    : new ImageShape(
                            extents.get(1).intValue(),
                            extents.get(2).intValue(),
                            extents.get(3).intValue());
            used = LabelledReader.used(key, examples, (int) count, file);
            if (whole) {
                bytes = Optional.of(array.bytes((long) values, used * shape.size()));
            } else {
                floats = Optional.of(array.floats((long) values, used * shape.size()));
            }
        }

        private void labels(NpyArray array) {
            if (!array.isWhole()) {
                throw new DataFileException(
                        array.file().file(),
                        0,
                        loss == LossKind.MSE ? "y of whole numbers, float32 or float64" : "y of whole numbers",
                        array.type());
            }
            if (array.shape().size() != 1 || array.shape().get(0) > MOST_LABELS) {
                throw new DataFileException(
                        array.file().file(), 0, "y of [n], at most %d".formatted(MOST_LABELS), array.shapeText());
            }
            rows = array.shape().get(0);
            labels = array.whole((int) rows, MOST_CLASSES);
        }

        private void numbers(NpyArray array) {
            if (loss != LossKind.MSE) {
                throw new DataFileException(
                        array.file().file(),
                        0,
                        "y of whole numbers, the labels, since surface.loss is %s (surface.loss=%s takes floats)"
                                .formatted(loss.text(), LossKind.MSE.text()),
                        array.type());
            }
            List<Long> extents = array.shape();
            long width = extents.size() == 2 ? extents.get(1) : 1;
            boolean fits = (extents.size() == 1 || extents.size() == 2) && width <= MOST_OUTPUTS;
            // The rows are below 2^34.
            if (!fits || extents.get(0) * width > MOST_LABELS) {
                throw new DataFileException(
                        array.file().file(),
                        0,
                        "y of [n] or [n, outputs], up to %d outputs, at most %d numbers in all"
                                .formatted(MOST_OUTPUTS, MOST_LABELS),
                        array.shapeText());
            }
            rows = extents.get(0);
            outputs = (int) width;
            long kept = examples > 0 ? Math.min(examples, rows) : rows;
            numbers = array.numbers(rows * outputs, (int) kept * outputs);
        }

        /** What y are, in words. */
        String answers() {
            return labels == null ? "floats, %d of an example".formatted(outputs) : "labels";
        }

        Targets numbers() {
            return new Targets.Numbers(numbers, outputs);
        }

        Targets classes(int classes) {
            return new Targets.Labels(Arrays.copyOf(labels, used), classes);
        }

        Archive whole() {
            if (shape == null || sha256y == null) {
                throw new DataFileException(file, 0, "the arrays x and y", shape == null ? "no x" : "no y");
            }
            if (rows != count) {
                throw new DataFileException(
                        file,
                        0,
                        "one %s in y for each of the %d images in x".formatted(labels == null ? "row" : "label", count),
                        rows + "");
            }
            return this;
        }

        void requireLabels(int classes) {
            for (int n = 0; n < labels.length; n++) {
                if (labels[n] >= classes) {
                    throw new DataFileException(
                            file + "/y.npy",
                            0,
                            "labels from 0 to %d, of %d classes".formatted(classes - 1, classes),
                            "%d at place %d".formatted(labels[n], n));
                }
            }
        }

        void hashes(String split, Map<String, String> sha256) {
            sha256.put("data.%s-file/x".formatted(split), sha256x);
            sha256.put("data.%s-file/y".formatted(split), sha256y);
        }

        LabelledImages images(DataConfig config, Targets targets) {
            if (bytes.isPresent()) {
                Normalisation shares = new Normalisation(
                        Scaling.of(config, shape.channels(), List.of(new Normalisation.Channel(0, 1))));
                return LabelledImages.ofBytes(bytes.get(), targets, shape, shares);
            }
            float[] inputs = floats.orElseThrow();
            float[] zeros = new float[shape.channels()];
            Scaling.given(config, shape.channels()).ifPresent(channels -> {
                for (int n = 0; n < inputs.length; n++) {
                    inputs[n] = channels.get(n / shape.pixels() % zeros.length).input(inputs[n]);
                }
                for (int c = 0; c < zeros.length; c++) {
                    zeros[c] = channels.get(c).input(0);
                }
            });
            return LabelledImages.ofFloats(inputs, zeros, targets, shape);
        }
    }

    /** A stream that is left open. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive is closed by the one who opened it.
        }
    }
}
