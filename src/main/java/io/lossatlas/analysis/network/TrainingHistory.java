package io.lossatlas.analysis.network;

import java.util.SortedMap;

/**
 * Gradients and evaluations of a training that its metrics are made from.
 *
 * @param gradientNorms of the layers of the main path, by step and layer
 * @param lastOnTrain the last evaluation of the training slice, or {@link Evaluation#NONE}
 * @param lastOnTest the last of the test slice, likewise
 */
public record TrainingHistory(
        SortedMap<Integer, SortedMap<Integer, Double>> gradientNorms, Evaluation lastOnTrain, Evaluation lastOnTest) {

    /**
     * Loss and accuracy on a slice of the data.
     *
     * @param step updates made before
     */
    public record Evaluation(int step, double loss, double accuracy, long examples) {
        /** Where there is none. */
        public static final Evaluation NONE = new Evaluation(-1, Double.NaN, Double.NaN, 0);
    }
}
