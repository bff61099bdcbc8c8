package io.lossatlas.analysis.network;

import static io.lossatlas.analysis.metric.Metric.Group.NETWORK;
import static io.lossatlas.analysis.metric.Metric.Range.ANY;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;
import static io.lossatlas.analysis.metric.Metric.Range.SIGNED_SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.analysis.network.TrainingHistory.Evaluation;
import java.util.List;

/** Loss and accuracy on the fixed slices of training and test set when training ends; n counts examples. */
public final class FinalLosses implements MetricFamily<TrainingHistory> {
    /** Loss on the training slice. */
    public static final Metric TRAIN_LOSS = new Metric(
            "train_loss",
            NETWORK,
            "loss",
            NON_NEGATIVE,
            "Loss on the fixed slice of the training set at the end.",
            "loss of the last row of split train");

    /** Loss on the test slice. */
    public static final Metric TEST_LOSS = new Metric(
            "test_loss",
            NETWORK,
            "loss",
            NON_NEGATIVE,
            "Loss on the fixed slice of the test set at the end.",
            "loss of the last row of split test");

    /** Accuracy on the training slice. */
    public static final Metric TRAIN_ACCURACY = new Metric(
            "train_accuracy",
            NETWORK,
            "",
            SHARE,
            "Share of right answers on the fixed slice of the training set at the end.",
            "accuracy of the last row of split train");

    /** Accuracy on the test slice. */
    public static final Metric TEST_ACCURACY = new Metric(
            "test_accuracy",
            NETWORK,
            "",
            SHARE,
            "Share of right answers on the fixed slice of the test set at the end.",
            "accuracy of the last row of split test");

    /** Gap between the losses. */
    public static final Metric GAP_LOSS = new Metric(
            "gap_loss",
            NETWORK,
            "loss",
            ANY,
            "How much higher the loss on unseen examples is.",
            "test_loss - train_loss");

    /** Gap between the accuracies. */
    public static final Metric GAP_ACCURACY = new Metric(
            "gap_accuracy",
            NETWORK,
            "",
            SIGNED_SHARE,
            "How much lower the accuracy on unseen examples is.",
            "train_accuracy - test_accuracy");

    @Override
    public List<Metric> metrics() {
        return List.of(TRAIN_LOSS, TEST_LOSS, TRAIN_ACCURACY, TEST_ACCURACY, GAP_LOSS, GAP_ACCURACY);
    }

    @Override
    public Section section() {
        return Section.NETWORK;
    }

    @Override
    public String summary() {
        return "train and test at the end";
    }

    @Override
    public void measure(TrainingHistory history, MetricValues values) {
        Evaluation train = history.lastOnTrain();
        Evaluation test = history.lastOnTest();
        values.addExact(TRAIN_LOSS, train.loss(), train.examples());
        values.addExact(TEST_LOSS, test.loss(), test.examples());
        values.addExact(TRAIN_ACCURACY, train.accuracy(), train.examples());
        values.addExact(TEST_ACCURACY, test.accuracy(), test.examples());
        values.addExact(GAP_LOSS, test.loss() - train.loss(), test.examples());
        values.addExact(GAP_ACCURACY, train.accuracy() - test.accuracy(), test.examples());
    }
}
