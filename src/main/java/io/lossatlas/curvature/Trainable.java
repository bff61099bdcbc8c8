package io.lossatlas.curvature;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;

/** The parameters that gradients move, without the running statistics that lie between them in a layout. */
final class Trainable {
    private final ParameterLayout layout;
    private final int dimension;

    Trainable(ParameterLayout layout) {
        this.layout = layout;
        this.dimension = layout.parameters().stream()
                .filter(parameter -> !parameter.role().isRunningStatistic())
                .mapToInt(Parameter::size)
                .sum();
    }

    /** How many they are. */
    int dimension() {
        return dimension;
    }

    /** Their entries of a vector of the layout. */
    double[] of(double[] all) {
        double[] own = new double[dimension];
        int at = 0;
        for (Parameter parameter : layout.parameters()) {
            if (!parameter.role().isRunningStatistic()) {
                System.arraycopy(all, parameter.offset(), own, at, parameter.size());
                at += parameter.size();
            }
        }
        return own;
    }

    /** A vector of the layout with these entries, 0 elsewhere. */
    float[] spread(float[] own) {
        float[] all = new float[layout.size()];
        int at = 0;
        for (Parameter parameter : layout.parameters()) {
            if (!parameter.role().isRunningStatistic()) {
                System.arraycopy(own, at, all, parameter.offset(), parameter.size());
                at += parameter.size();
            }
        }
        return all;
    }
}
