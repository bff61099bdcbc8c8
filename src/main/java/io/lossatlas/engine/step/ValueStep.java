package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.engine.step.value.ValueKernel;
import io.lossatlas.engine.step.value.ValueOperation;
import io.lossatlas.engine.step.value.ValueTangents;
import io.lossatlas.engine.step.value.ValueTangents.Values;
import java.util.List;

/**
 * An operation on values of any shape.
 *
 * @param operation which
 * @param from values that it reads
 * @param makes value that it makes
 */
public record ValueStep(ValueOperation operation, List<Integer> from, int makes) implements Step {

    /** Copies the list. */
    public ValueStep {
        from = List.copyOf(from);
    }

    /** The step of a node. */
    public static Step of(ValueOperation operation, PlacedNode at) {
        return new ValueStep(operation, at.values(), NONE);
    }

    @Override
    public Step into(int value) {
        return new ValueStep(operation, from, value);
    }

    @Override
    public List<Operand> reads() {
        return from.stream().map(Operand::whole).toList();
    }

    @Override
    public boolean ends(int parameter) {
        return operation.trains(parameter);
    }

    @Override
    public StepEvaluation evaluation(List<Tensor> values, Workspace workspace) {
        Tensor[] read = from.stream().map(values::get).toArray(Tensor[]::new);
        return new Evaluation(operation.kernel(), read, values.get(makes));
    }

    @Override
    public StepTangents tangents(TangentPlace place) {
        return new Tangents(this, place);
    }

    @Override
    public StepForward forward(BatchTensors tensors, Workspace workspace) {
        return new Forward(this, tensors);
    }

    /** Where gradients of what is read are added to; null where nobody wants one. */
    private static void gather(StepGradients gradients, int group, Tensor[] sums) {
        for (int n = 0; n < sums.length; n++) {
            sums[n] = gradients.wanted(n) ? gradients.sum(n, group) : null;
        }
    }

    private record Evaluation(ValueKernel kernel, Tensor[] from, Tensor to) implements StepEvaluation {
        @Override
        public void load(float[] folded) {
            kernel.load(folded);
        }

        @Override
        public void run() {
            kernel.run(from, to);
        }
    }

    private static final class Forward implements StepForward {
        private final ValueKernel kernel;
        private final Tensor[][] from; // [group][operand]
        private final List<Tensor> to;

        Forward(ValueStep step, BatchTensors tensors) {
            this.kernel = step.operation.kernel();
            this.to = tensors.of(step.makes);
            this.from = new Tensor[to.size()][];
            for (int g = 0; g < from.length; g++) {
                int group = g;
                from[g] = step.from.stream()
                        .map(value -> tensors.of(value).get(group))
                        .toArray(Tensor[]::new);
            }
        }

        @Override
        public void begin(float[] parameters) {
            kernel.load(parameters);
        }

        @Override
        public void run(int group, int images) {
            kernel.run(from[group], to.get(group));
        }

        @Override
        public StepBackward backward(StepGradients gradients, Workspace workspace) {
            return new Backward(this, gradients);
        }
    }

    private static final class Backward implements StepBackward {
        private final Forward forward;
        private final StepGradients gradients;
        private final Tensor[] sums;
        private int images;

        Backward(Forward forward, StepGradients gradients) {
            this.forward = forward;
            this.gradients = gradients;
            this.sums = new Tensor[gradients.deliveries().size()];
        }

        @Override
        public void clear() {
            forward.kernel.clear();
        }

        @Override
        public void apply(int group, int count) {
            images = count;
        }

        @Override
        public void propagate(int group) {
            gather(gradients, group, sums);
            Tensor dy = gradients.made().get(group);
            forward.kernel.addGradients(forward.from[group], forward.to.get(group), dy, images, sums);
        }

        @Override
        public void finish(float[] gradient) {
            forward.kernel.finish(gradient);
        }
    }

    private static final class Tangents implements StepTangents {
        private final ValueKernel kernel;
        private final ValueTangents tangents;
        private final TangentPlace place;
        private final Values[] values; // [group]
        private final Tensor[] sums;
        private float[] parameters;

        Tangents(ValueStep step, TangentPlace place) {
            this.kernel = step.operation.kernel();
            this.tangents = step.operation.tangents();
            this.place = place;
            List<List<Tensor>> all = place.tensors().values();
            List<List<Tensor>> along = place.tensors().tangents();
            this.values = new Values[all.get(step.makes).size()];
            for (int g = 0; g < values.length; g++) {
                values[g] = new Values(
                        read(step, all, g),
                        read(step, along, g),
                        all.get(step.makes).get(g),
                        along.get(step.makes).get(g));
            }
            this.sums = new Tensor[step.from.size()];
        }

        private static Tensor[] read(ValueStep step, List<List<Tensor>> tensors, int group) {
            return step.from.stream()
                    .map(value -> tensors.get(value).get(group))
                    .toArray(Tensor[]::new);
        }

        @Override
        public void load(float[] folded) {
            parameters = folded;
            kernel.load(folded);
        }

        @Override
        public void direct(float[] folded) {
            tangents.load(parameters, folded);
        }

        @Override
        public void run(int group) {
            kernel.run(values[group].from(), values[group].made());
        }

        @Override
        public void runTangent(int group) {
            tangents.run(values[group]);
        }

        @Override
        public void clear() {
            kernel.clear();
            tangents.clear();
        }

        @Override
        public void backward(int group, int images) {
            Values at = values[group];
            gather(place.gradients(), group, sums);
            kernel.addGradients(at.from(), at.made(), place.gradients().made().get(group), images, sums);
        }

        @Override
        public void backwardTangent(int group, int images) {
            gather(place.tangents(), group, sums);
            tangents.addGradients(
                    values[group],
                    place.gradients().made().get(group),
                    place.tangents().made().get(group),
                    images,
                    sums);
        }

        @Override
        public void finish(float[] gradient) {
            kernel.finish(gradient);
        }

        @Override
        public void finishTangent(float[] tangent) {
            tangents.finish(tangent);
        }
    }
}
