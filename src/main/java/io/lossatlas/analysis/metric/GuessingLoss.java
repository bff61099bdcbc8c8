package io.lossatlas.analysis.metric;

import io.lossatlas.config.LossKind;
import java.io.Serializable;
import java.util.Map;

/**
 * The cross-entropy of guessing one of K classes alike: {@code ln K}. A network that has learnt nothing is there, and so is
 * a plateau of a surface. There is none of other losses.
 *
 * @param classes K; 0 where the loss is no cross-entropy
 */
public record GuessingLoss(int classes) implements Serializable {
    /** How far from the loss of guessing a loss may be and still count as that. */
    public static final double BAND = 0.1;

    /** Of data with ten classes. */
    public static final GuessingLoss TEN = new GuessingLoss(10);

    /** Of a loss that is no cross-entropy. */
    public static final GuessingLoss NONE = new GuessingLoss(0);

    /** The key of a run's provenance that has the number of classes of its data; where it lacks, they are ten. */
    public static final String CLASSES = "data_classes";

    /** The key that has the numbers of an example of data without labels. */
    public static final String OUTPUTS = "data_outputs";

    /** The key that has the loss of the run's surfaces; where it lacks, it is cross-entropy. */
    public static final String LOSS = "surface_loss";

    /** Checks the number of classes. */
    public GuessingLoss {
        if (classes < 0) {
            throw new IllegalArgumentException("%d classes".formatted(classes));
        }
    }

    /** Of networks trained on the data that a run was made with, by its manifest's provenance. */
    public static GuessingLoss of(Map<String, String> provenance) {
        if (provenance.containsKey(OUTPUTS)) {
            return NONE;
        }
        String classes = provenance.get(CLASSES);
        return classes == null ? TEN : new GuessingLoss(Integer.parseInt(classes));
    }

    /** Of the surfaces of a run. */
    public static GuessingLoss ofSurfaces(Map<String, String> provenance) {
        String loss = provenance.getOrDefault(LOSS, LossKind.CROSS_ENTROPY.text());
        return loss.equals(LossKind.CROSS_ENTROPY.text()) ? of(provenance) : NONE;
    }

    /** Whether there is one. */
    public boolean isKnown() {
        return classes > 0;
    }

    /** The loss, in nats; NaN where there is none. */
    public double loss() {
        return isKnown() ? StrictMath.log(classes) : Double.NaN;
    }

    /** As formulas have it, like {@code ln 10}. */
    public String text() {
        return "ln " + classes;
    }

    /** Whether a loss is no better and no worse than guessing. */
    public boolean isNear(double loss) {
        return Math.abs(loss - loss()) <= BAND;
    }

    /** What losses are, for an axis. */
    public String lossName() {
        return isKnown() ? "loss in nats" : "mean squared error";
    }

    /** The unit behind a loss in a sentence, with a space before it; nothing of a mean squared error. */
    public String unit() {
        return isKnown() ? " nats" : "";
    }
}
