package io.lossatlas.analysis;

import static io.lossatlas.analysis.Metric.Range.ANY;
import static io.lossatlas.analysis.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.Metric.Range.SHARE;
import static io.lossatlas.analysis.Metric.Range.SIGNED_SHARE;
import static io.lossatlas.analysis.Metric.Subject.NETWORK;

import java.util.List;

/** Metrics of a network's training, from its gradients and history. */
public final class NetworkMetrics {
    private static final String PER_LAYER = "ln / layer";

    /** Slope of gradients over layers before training: {@code least-squares slope of ln grad_norm on layer at step 0, over layers of the main path with grad_norm > 0}. */
    public static final Metric GRADIENT_SLOPE_INITIAL = new Metric(
            "gradient_slope_initial",
            NETWORK,
            PER_LAYER,
            ANY,
            "Growth of ln gradient norm from layer to layer before the first update: negative explodes towards the input.",
            "least-squares slope of ln grad_norm on layer at step 0, over layers of the main path with grad_norm > 0");

    /** The same as training begins: {@code mean of the slopes of the recorded ones of steps 1 to 10, each as gradient_slope_initial}. */
    public static final Metric GRADIENT_SLOPE_FIRST_TEN = new Metric(
            "gradient_slope_first_ten",
            NETWORK,
            PER_LAYER,
            ANY,
            "Growth of ln gradient norm from layer to layer through the first ten steps.",
            "mean of the slopes of the recorded ones of steps 1 to 10, each as gradient_slope_initial");

    /** The same after ten steps: {@code the slope of step 10, as gradient_slope_initial}. */
    public static final Metric GRADIENT_SLOPE_STEP_TEN = new Metric(
            "gradient_slope_step_ten",
            NETWORK,
            PER_LAYER,
            ANY,
            "Growth of ln gradient norm from layer to layer after ten updates: positive vanishes towards the input.",
            "the slope of step 10, as gradient_slope_initial");

    /** Loss on the training slice at the end: {@code loss of the last row of split train}. */
    public static final Metric TRAIN_LOSS = new Metric(
            "train_loss",
            NETWORK,
            "loss",
            NON_NEGATIVE,
            "Loss on the fixed slice of the training set at the end.",
            "loss of the last row of split train");

    /** Loss on the test slice at the end: {@code loss of the last row of split test}. */
    public static final Metric TEST_LOSS = new Metric(
            "test_loss",
            NETWORK,
            "loss",
            NON_NEGATIVE,
            "Loss on the fixed slice of the test set at the end.",
            "loss of the last row of split test");

    /** Accuracy on the training slice at the end: {@code accuracy of the last row of split train}. */
    public static final Metric TRAIN_ACCURACY = new Metric(
            "train_accuracy",
            NETWORK,
            "",
            SHARE,
            "Share of right answers on the fixed slice of the training set at the end.",
            "accuracy of the last row of split train");

    /** Accuracy on the test slice at the end: {@code accuracy of the last row of split test}. */
    public static final Metric TEST_ACCURACY = new Metric(
            "test_accuracy",
            NETWORK,
            "",
            SHARE,
            "Share of right answers on the fixed slice of the test set at the end.",
            "accuracy of the last row of split test");

    /** Loss gap between test and train: {@code test_loss - train_loss}. */
    public static final Metric GAP_LOSS = new Metric(
            "gap_loss",
            NETWORK,
            "loss",
            ANY,
            "How much higher the loss on unseen examples is.",
            "test_loss - train_loss");

    /** Accuracy gap between train and test: {@code train_accuracy - test_accuracy}. */
    public static final Metric GAP_ACCURACY = new Metric(
            "gap_accuracy",
            NETWORK,
            "",
            SIGNED_SHARE,
            "How much lower the accuracy on unseen examples is.",
            "train_accuracy - test_accuracy");

    static final List<Metric> ALL = List.of(
            GRADIENT_SLOPE_INITIAL,
            GRADIENT_SLOPE_FIRST_TEN,
            GRADIENT_SLOPE_STEP_TEN,
            TRAIN_LOSS,
            TEST_LOSS,
            TRAIN_ACCURACY,
            TEST_ACCURACY,
            GAP_LOSS,
            GAP_ACCURACY);

    private NetworkMetrics() {}
}
