package io.lossatlas.config;

/** What is averaged over the examples of a surface, of a network's outputs {@code z[0..k)} for one example. */
public enum LossKind implements Named {
    /** Softmax cross-entropy {@code log(sum_j exp(z_j)) - z_label}, in nats; examples have a label each. */
    CROSS_ENTROPY("cross-entropy"),
    /**
     * Mean squared error {@code (1 / k) sum_j (z_j - t_j)^2}, as PyTorch's {@code MSELoss(reduction='mean')} averages it over a
     * batch; {@code t} are an example's numbers, or 1 at its label and 0 elsewhere.
     */
    MSE("mse");

    private final String text;

    LossKind(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
