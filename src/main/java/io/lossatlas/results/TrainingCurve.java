package io.lossatlas.results;

/**
 * Loss and accuracy of a network along its training: of long trainings means over as many steps as come to so few
 * points. The arrays are not copied.
 *
 * @param network which
 * @param split {@code batch}, {@code train} or {@code test}
 * @param steps the mean step of each point
 * @param loss its mean loss; not finite where one of them is not
 * @param accuracy its mean accuracy
 */
public record TrainingCurve(Network network, String split, double[] steps, double[] loss, double[] accuracy) {
    /** Points of a curve at most. */
    static final int MOST_POINTS = 300;
}
