package io.lossatlas.results;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.store.VariantRecord;

/**
 * What training made of a network. Losses and accuracies are those metrics of a network, NaN where there is none.
 *
 * @param network which
 * @param status as in the manifest
 * @param step updates made, or the step at which it diverged
 * @param seconds that training took
 * @param trainLoss {@code train_loss}: mean loss of the fixed slice of the training set after the last evaluated step
 * @param trainAccuracy {@code train_accuracy}: share of right answers there
 * @param testLoss {@code test_loss}: the same of the test set
 * @param testAccuracy {@code test_accuracy}: the same of the test set
 * @param testExamples size of the slice of the test set, 0 where there is no accuracy
 * @param guessing loss of guessing on its data
 */
public record TrainingOutcome(
        Network network,
        String status,
        int step,
        double seconds,
        double trainLoss,
        double trainAccuracy,
        double testLoss,
        double testAccuracy,
        long testExamples,
        GuessingLoss guessing) {

    /** Of a network that has surfaces and was not trained in this run. */
    static TrainingOutcome untrained(Network network, GuessingLoss guessing) {
        double nan = Double.NaN;
        return new TrainingOutcome(network, "not trained here", 0, 0, nan, nan, nan, nan, 0, guessing);
    }

    /** Whether it has learnt nothing that shows in its training loss. */
    public boolean guesses() {
        return guessing.isNear(trainLoss);
    }

    /** Whether its loss stopped being finite. */
    public boolean diverged() {
        return status.equals(VariantRecord.DIVERGED);
    }
}
