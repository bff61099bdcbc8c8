package io.lossatlas.engine;

import io.lossatlas.engine.step.Step;
import io.lossatlas.graph.Parameter;
import java.util.Arrays;
import java.util.List;

/** The sums of what several steps write of the gradient of one parameter, each at its end, where the next would write over it. */
final class TiedGradients {
    /** By step, those of its parameters that are another's too. */
    private final Parameter[][] ofStep;

    private final Parameter[] all;
    private final float[] sums;

    TiedGradients(CompiledNetwork network) {
        List<Step> steps = network.steps();
        List<Parameter> tied = network.layout().parameters().stream()
                .filter(parameter -> owners(steps, parameter) > 1)
                .toList();
        this.all = tied.toArray(Parameter[]::new);
        this.ofStep = steps.stream()
                .map(step -> tied.stream()
                        .filter(parameter -> step.ends(parameter.offset()))
                        .toArray(Parameter[]::new))
                .toArray(Parameter[][]::new);
        this.sums = new float[tied.isEmpty() ? 0 : network.layout().size()];
    }

    private static long owners(List<Step> steps, Parameter parameter) {
        return steps.stream().filter(step -> step.ends(parameter.offset())).count();
    }

    /** Starts a batch. */
    void clear() {
        for (Parameter parameter : all) {
            Arrays.fill(sums, parameter.offset(), parameter.end(), 0);
        }
    }

    /** Adds what a step has just written, and writes the sum in its place. */
    void add(int step, float[] gradient) {
        for (Parameter parameter : ofStep[step]) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                sums[n] += gradient[n];
                gradient[n] = sums[n];
            }
        }
    }
}
