package io.lossatlas.engine.step.norm;

import io.lossatlas.graph.Node;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.shape.Role;
import java.io.Serializable;

/**
 * A batch normalisation's place in the parameter vector.
 *
 * @param gamma index of the first scale
 * @param beta index of the first shift
 * @param mean index of the first running mean
 * @param variance index of the first running variance
 * @param epsilon added to a variance
 * @param decay share of a running statistic that a training step keeps
 */
public record Norm(int gamma, int beta, int mean, int variance, double epsilon, double decay) implements Serializable {

    /** Of a node. */
    public static Norm of(Node node, BatchNorm op) {
        return new Norm(
                node.parameter(Role.BN_GAMMA).offset(),
                node.parameter(Role.BN_BETA).offset(),
                node.parameter(Role.BN_MEAN).offset(),
                node.parameter(Role.BN_VAR).offset(),
                op.epsilon(),
                op.decay());
    }

    /** {@code gamma / sqrt(variance + epsilon)} of a channel with running statistics; NaN where the variance is negative. */
    public double factor(float[] parameters, int channel) {
        return parameters[gamma + channel] / deviation(parameters, channel);
    }

    /** {@code 1 / sqrt(variance + epsilon)}, likewise. */
    public double inverse(float[] parameters, int channel) {
        return 1 / deviation(parameters, channel);
    }

    private double deviation(float[] parameters, int channel) {
        double running = parameters[variance + channel];
        return Math.sqrt(running < 0 ? Double.NaN : running + epsilon);
    }
}
