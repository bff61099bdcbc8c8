package io.lossatlas.graph;

import java.util.List;

/**
 * Batch normalisation, {@code y = gamma * (x - mean) / sqrt(variance + epsilon) + beta} for each channel (Ioffe and
 * Szegedy, "Batch Normalization", 2015), the variance being the mean square distance from the mean, not corrected for its
 * degree of freedom. Parameters, each {@code [channels]}: gamma, beta, and the running mean and variance.
 *
 * @param epsilon added to a variance before its root is taken
 * @param decay share of a running statistic that a training step keeps
 */
public record BatchNorm(double epsilon, double decay) implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return Op.image(inputs);
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        int channels = Op.image(inputs).channels();
        return List.of(
                ParameterShape.of(Role.BN_GAMMA, channels),
                ParameterShape.of(Role.BN_BETA, channels),
                ParameterShape.of(Role.BN_MEAN, channels),
                ParameterShape.of(Role.BN_VAR, channels));
    }

    @Override
    public int required() {
        return 4;
    }
}
