package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.graph.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Trains a compiled network, with all buffers made once. Every sum has an order that depends on shapes alone. */
final class SimdTrainer implements Trainer {
    private final Program program;
    private final TrainerSettings settings;
    private final Nesterov nesterov;
    private final List<List<Tensor>> values;
    private final BatchForward forward;
    private final BatchBackward backward;
    private final HeadGradient head;
    private final float[] parameters;
    private final float[] momentum;
    private final float[] gradient;
    private final int[] labels = new int[Lanes.LOGICAL];

    SimdTrainer(Program program, TrainerState start, TrainerSettings settings) {
        this.program = program;
        this.settings = settings;
        this.nesterov = new Nesterov(program.layout(), settings);
        int size = program.layout().size();
        this.parameters = Arrays.copyOf(start.parameters(), new Folding(program).size());
        this.momentum = start.momentum().clone();
        this.gradient = new float[size];
        int groups = Groups.count(settings.batchSize());
        List<List<Tensor>> raw = tensors(
                program.trunk().stream()
                        .map(step -> program.values().get(step.to()))
                        .toList(),
                groups);
        this.values = values(groups);
        this.forward = new BatchForward(program, raw, values);
        this.backward = new BatchBackward(program, forward, raw, values, groups);
        this.head = new HeadGradient(program.head());
    }

    @Override
    public StepResult step(LabelledImages images, int[] minibatch, double learningRate) {
        int count = minibatch.length;
        if (count < 1 || count > settings.batchSize()) {
            throw new IllegalArgumentException(
                    "a minibatch of %d for a batch size of %d".formatted(count, settings.batchSize()));
        }
        for (int g = 0; g < Groups.count(count); g++) {
            Groups.load(
                    images,
                    minibatch,
                    g * Lanes.LOGICAL,
                    Groups.size(count, g),
                    values.get(0).get(g));
        }
        forward.run(count, parameters);
        head.clear();
        backward.clear();
        for (int g = 0; g < Groups.count(count); g++) {
            int size = Groups.size(count, g);
            for (int lane = 0; lane < size; lane++) {
                labels[lane] = images.label(minibatch[g * Lanes.LOGICAL + lane]);
            }
            head.add(forward.last(g), parameters, labels, size, count, backward.last(g));
            backward.begin(g, size);
        }
        head.finish(gradient);
        backward.run(count, parameters, gradient);
        nesterov.update(parameters, momentum, gradient, learningRate);
        moveStatistics();
        return new StepResult(head.loss() / count, head.correct());
    }

    @Override
    public double[] gradientNorms() {
        return program.layout().weights().stream().mapToDouble(this::norm).toArray();
    }

    @Override
    public TrainerState state() {
        return new TrainerState(Arrays.copyOf(parameters, program.layout().size()), momentum.clone());
    }

    /** The gradient of the last step: of the batch-mean loss without decay; zero at running statistics. */
    float[] gradient() {
        return gradient.clone();
    }

    private double norm(Parameter parameter) {
        double squares = 0;
        for (int n = parameter.offset(); n < parameter.end(); n++) {
            squares += (double) gradient[n] * gradient[n];
        }
        return Math.sqrt(squares);
    }

    private void moveStatistics() {
        for (int s = 0; s < program.trunk().size(); s++) {
            Program.Norm norm = program.trunk().get(s).norm();
            if (norm != null) {
                Moments batch = forward.moments(s);
                for (int c = 0; c < batch.channels(); c++) {
                    move(norm.mean() + c, batch.mean(c), norm.decay());
                    move(norm.variance() + c, batch.variance(c), norm.decay());
                }
            }
        }
    }

    private void move(int statistic, double batch, double decay) {
        parameters[statistic] = (float) (decay * parameters[statistic] + (1 - decay) * batch);
    }

    /** For each value its tensors; those that pass share one for all groups. */
    private List<List<Tensor>> values(int groups) {
        List<Integer> kept = IntStream.range(0, program.values().size())
                .filter(v -> !program.passing(v))
                .boxed()
                .toList();
        List<List<Tensor>> stored =
                tensors(kept.stream().map(program.values()::get).toList(), groups);
        List<List<Tensor>> all =
                new ArrayList<>(Collections.nCopies(program.values().size(), List.of()));
        for (int n = 0; n < kept.size(); n++) {
            all.set(kept.get(n), stored.get(n));
        }
        return program.values(all, groups);
    }

    private static List<List<Tensor>> tensors(List<Shape> shapes, int groups) {
        List<Shape> all = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            all.addAll(shapes);
        }
        List<Tensor> arena = Arena.of(all);
        List<List<Tensor>> tensors = new ArrayList<>();
        for (int n = 0; n < shapes.size(); n++) {
            List<Tensor> ofValue = new ArrayList<>();
            for (int g = 0; g < groups; g++) {
                ofValue.add(arena.get(g * shapes.size() + n));
            }
            tensors.add(List.copyOf(ofValue));
        }
        return List.copyOf(tensors);
    }

    @Override
    public void close() {}
}
