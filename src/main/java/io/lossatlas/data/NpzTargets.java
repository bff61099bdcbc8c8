package io.lossatlas.data;

import io.lossatlas.config.LossKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The array {@code y} of an archive: a label of each example, or numbers that a network is to give. */
final class NpzTargets {
    private static final int MOST_CLASSES = 1 << 16;
    private static final int MOST_OUTPUTS = 1 << 16;
    private static final int MOST_VALUES = 1 << 27;

    private final String file;
    private final long rows;
    private final Optional<int[]> labels;
    private final Targets.Numbers numbers;

    private NpzTargets(String file, long rows, Optional<int[]> labels, Targets.Numbers numbers) {
        this.file = file;
        this.rows = rows;
        this.labels = labels;
        this.numbers = numbers;
    }

    /**
     * Reads an array to its end.
     *
     * @param loss what it is for: floats serve the mean squared error alone
     * @param examples how many are used, 0 for all
     */
    static NpzTargets read(NpyArray array, LossKind loss, int examples) {
        return array.isReal() ? numbers(array, loss, examples) : labels(array, loss);
    }

    private static NpzTargets labels(NpyArray array, LossKind loss) {
        String file = array.file().file();
        if (!array.isWhole()) {
            String expected = loss == LossKind.MSE ? "y of whole numbers, float32 or float64" : "y of whole numbers";
            throw new DataFileException(file, 0, expected, array.type());
        }
        if (array.shape().size() != 1 || array.shape().get(0) > MOST_VALUES) {
            throw new DataFileException(file, 0, "y of [n], at most %d".formatted(MOST_VALUES), array.shapeText());
        }
        int rows = array.shape().get(0).intValue();
        return new NpzTargets(
                file, rows, Optional.of(array.whole(rows, MOST_CLASSES)), new Targets.Numbers(new double[0], 1));
    }

    private static NpzTargets numbers(NpyArray array, LossKind loss, int examples) {
        String file = array.file().file();
        if (loss != LossKind.MSE) {
            throw new DataFileException(
                    file,
                    0,
                    "y of whole numbers, the labels, since surface.loss is %s (surface.loss=%s takes floats)"
                            .formatted(loss.text(), LossKind.MSE.text()),
                    array.type());
        }
        List<Long> extents = array.shape();
        long outputs = extents.size() == 2 ? extents.get(1) : 1;
        boolean fits = (extents.size() == 1 || extents.size() == 2) && outputs <= MOST_OUTPUTS;
        // The rows are below 2^34.
        if (!fits || extents.get(0) * outputs > MOST_VALUES) {
            throw new DataFileException(
                    file,
                    0,
                    "y of [n] or [n, outputs], up to %d outputs, at most %d numbers in all"
                            .formatted(MOST_OUTPUTS, MOST_VALUES),
                    array.shapeText());
        }
        long rows = extents.get(0);
        long used = examples > 0 ? Math.min(examples, rows) : rows;
        double[] values = array.numbers(rows * outputs, Math.toIntExact(used * outputs));
        return new NpzTargets(file, rows, Optional.empty(), new Targets.Numbers(values, (int) outputs));
    }

    /** The name for messages. */
    String file() {
        return file;
    }

    /** Examples in the file. */
    long rows() {
        return rows;
    }

    /** Whether they are labels. */
    boolean areLabels() {
        return labels.isPresent();
    }

    /** What they are, in words. */
    String text() {
        return areLabels() ? "labels" : "floats, %d of an example".formatted(numbers.outputs());
    }

    /** One more than the largest label. */
    int classes() {
        return labels.stream().flatMapToInt(Arrays::stream).max().orElse(-1) + 1;
    }

    /**
     * Those of the first examples.
     *
     * @param classes that labels may name
     * @param examples as many as are used
     */
    Targets of(int classes, int examples) {
        return areLabels() ? new Targets.Labels(Arrays.copyOf(labels.get(), examples), classes) : numbers;
    }

    void requireBelow(int classes) {
        int[] all = labels.orElse(new int[0]);
        for (int n = 0; n < all.length; n++) {
            if (all[n] >= classes) {
                throw new DataFileException(
                        file,
                        0,
                        "labels from 0 to %d, of %d classes".formatted(classes - 1, classes),
                        "%d at place %d".formatted(all[n], n));
            }
        }
    }
}
