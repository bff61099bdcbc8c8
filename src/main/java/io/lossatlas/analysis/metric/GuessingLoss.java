package io.lossatlas.analysis.metric;

import java.io.Serializable;
import java.util.Map;

/**
 * The cross-entropy of guessing one of K classes alike: {@code ln K}. A network that has learnt nothing is there, and so is
 * a plateau of a surface.
 *
 * @param classes K
 */
public record GuessingLoss(int classes) implements Serializable {
    /** How far from the loss of guessing a loss may be and still count as that. */
    public static final double BAND = 0.1;

    /** Of data with ten classes. */
    public static final GuessingLoss TEN = new GuessingLoss(10);

    /** The key of a run's provenance that has the number of classes of its data; where it lacks, they are ten. */
    public static final String PROVENANCE_KEY = "data_classes";

    /** Checks the number of classes. */
    public GuessingLoss {
        if (classes < 1) {
            throw new IllegalArgumentException("%d classes".formatted(classes));
        }
    }

    /** Of the data that a run was made with, by its manifest's provenance. */
    public static GuessingLoss of(Map<String, String> provenance) {
        String classes = provenance.get(PROVENANCE_KEY);
        return classes == null ? TEN : new GuessingLoss(Integer.parseInt(classes));
    }

    /** The loss, in nats. */
    public double loss() {
        return StrictMath.log(classes);
    }

    /** As formulas have it, like {@code ln 10}. */
    public String text() {
        return "ln " + classes;
    }

    /** Whether a loss is no better and no worse than guessing. */
    public boolean isNear(double loss) {
        return Math.abs(loss - loss()) <= BAND;
    }
}
