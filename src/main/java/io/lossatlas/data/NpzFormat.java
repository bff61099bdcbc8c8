package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataFormatKind;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * labels, or for the mean squared error also {@code float32} or {@code float64}, {@code [n]} or {@code [n, outputs]}. Bytes become shares of 255 unless a mean and a deviation are given, floats stay as they are.
 */
final class NpzFormat implements DataFormat {
    private static final String TRAIN = "train.npz";
    private static final String TEST = "test.npz";
    private static final int MOST_FLOATS = 1 << 28;
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
        Location training = Location.in(config.path(), named(config.trainFile(), TRAIN));
        Location testing = Location.in(config.path(), named(config.testFile(), TEST));
        Archive train = new Archive(training.display(), "train", config.trainExamples(), loss).read(training, hadoop);
        Archive test = new Archive(testing.display(), "test", config.testExamples(), loss).read(testing, hadoop);
        if (!train.shape.equals(test.shape)) {
            throw new DataFileException(
                    test.file, 0, "images of %s as in %s".formatted(train.shape, train.file), test.shape.toString());
        }
        requireAlike(config, train.targets, test.targets);
        int classes = config.classes() == 0 ? Math.max(2, train.targets.classes()) : config.classes();
        train.targets.requireBelow(classes);
        test.targets.requireBelow(classes);
        train.hashes(sha256);
        test.hashes(sha256);
        return new DataSet(train.images(config, classes), test.images(config, classes), sha256);
    }

    private static void requireAlike(DataConfig config, NpzTargets train, NpzTargets test) {
        if (!test.text().equals(train.text())) {
            throw new DataFileException(
                    test.file(), 0, "y of %s as in %s".formatted(train.text(), train.file()), test.text());
        }
        if (!train.areLabels() && config.classes() != 0) {
            throw new RefusedException("data.classes: expected 0, since %s are floats and no labels, found %d"
                    .formatted(train.file(), config.classes()));
        }
    }

    /** One archive while it is read. */
    private static final class Archive {
        private final String file;
        private final String split;
        private final int examples;
        private final LossKind loss;
        private ImageShape shape;
        private Optional<byte[]> bytes = Optional.empty();
        private Optional<float[]> floats = Optional.empty();
        private NpzTargets targets;
        private long count;
        private int used;
        private String sha256x;
        private String sha256y;

        Archive(String file, String split, int examples, LossKind loss) {
            this.file = file;
            this.split = split;
            this.examples = examples;
            this.loss = loss;
        }

        Archive read(Location location, Configuration hadoop) {
            InputStream content = location.required("the archive of data.%s-file".formatted(split), hadoop);
            try (ZipInputStream zip = new ZipInputStream(content)) {
                for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    add(entry.getName(), zip);
                }
            } catch (IOException | IllegalArgumentException e) {
                String found = String.valueOf(e.getMessage());
                throw new DataFileException(location.display(), 0, "a readable archive of numpy", found, e);
            }
            requireWhole();
            return this;
        }

        private void add(String entry, InputStream zip) {
            boolean first = entry.equals("x.npy") ? shape == null : entry.equals("y.npy") && targets == null;
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
                targets = NpzTargets.read(array, loss, examples);
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
            used = LabelledReader.used("data.%s-examples".formatted(split), examples, (int) count, file);
            if (whole) {
                bytes = Optional.of(array.bytes((long) values, used * shape.size()));
            } else {
                floats = Optional.of(array.floats((long) values, used * shape.size()));
            }
        }

        private void requireWhole() {
            if (shape == null || targets == null) {
                throw new DataFileException(file, 0, "the arrays x and y", shape == null ? "no x" : "no y");
            }
            if (targets.rows() != count) {
                throw new DataFileException(
                        file,
                        0,
                        "one %s in y for each of the %d images in x"
                                .formatted(targets.areLabels() ? "label" : "row", count),
                        targets.rows() + "");
            }
        }

        void hashes(Map<String, String> sha256) {
            sha256.put("data.%s-file/x".formatted(split), sha256x);
            sha256.put("data.%s-file/y".formatted(split), sha256y);
        }

        LabelledImages images(DataConfig config, int classes) {
            Targets kept = targets.of(classes, used);
            if (bytes.isPresent()) {
                Normalisation shares = new Normalisation(
                        Scaling.of(config, shape.channels(), List.of(new Normalisation.Channel(0, 1))));
                return LabelledImages.ofBytes(bytes.get(), kept, shape, shares);
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
            return LabelledImages.ofFloats(inputs, zeros, kept, shape);
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
