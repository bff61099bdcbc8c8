package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.engine.step.norm.BatchStatistics;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.graph.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Trains a compiled network, with all buffers made once. Every sum has an order that depends on shapes alone. */
final class SimdTrainer implements Trainer {
    private final CompiledNetwork network;
    private final TrainerSettings settings;
    private final Nesterov nesterov;
    private final List<Tensor> input;
    private final BatchForward forward;
    private final BatchBackward backward;
    private final LossGradient loss;
    private final float[] parameters;
    private final float[] momentum;
    private final float[] gradient;

    SimdTrainer(CompiledNetwork network, ExampleLoss each, TrainerState start, TrainerSettings settings) {
        this.network = network;
        this.settings = settings;
        this.nesterov = new Nesterov(network.layout(), settings);
        int size = network.layout().size();
        this.parameters = Arrays.copyOf(start.parameters(), network.parameters());
        this.momentum = start.momentum().clone();
        this.gradient = new float[size];
        int groups = Groups.count(settings.batchSize());
        List<List<Tensor>> raw = tensors(v -> buffered(network, v), groups);
        List<List<Tensor>> values = network.values(tensors(v -> !network.passing(v), groups), groups);
        Workspace workspace = network.training();
        this.input = values.get(0);
        this.forward = new BatchForward(network, new BatchTensors(values, raw), workspace);
        this.backward = new BatchBackward(network, forward, groups, workspace);
        this.loss = new LossGradient(each, network.classes());
    }

    private static boolean buffered(CompiledNetwork network, int value) {
        return network.steps().stream().anyMatch(step -> step.makes() == value && step.buffered());
    }

    @Override
    public StepResult step(LabelledImages images, int[] minibatch, double learningRate) {
        requireOutputs(images);
        int count = minibatch.length;
        if (count < 1 || count > settings.batchSize()) {
            throw new IllegalArgumentException(
                    "a minibatch of %d for a batch size of %d".formatted(count, settings.batchSize()));
        }
        for (int g = 0; g < Groups.count(count); g++) {
            Groups.load(images, minibatch, g * Lanes.LOGICAL, Groups.size(count, g), input.get(g));
        }
        forward.run(count, parameters);
        loss.clear();
        backward.clear(parameters, gradient);
        for (int g = 0; g < Groups.count(count); g++) {
            int size = Groups.size(count, g);
            loss.add(forward.last(g, size), images, minibatch, g * Lanes.LOGICAL, size, backward.output(g));
            backward.begin(g, size);
        }
        backward.run(count, parameters, gradient);
        nesterov.update(parameters, momentum, gradient, learningRate);
        for (BatchStatistics statistics : forward.statistics()) {
            statistics.move(parameters);
        }
        return new StepResult(loss.loss() / count, loss.correct());
    }

    private void requireOutputs(LabelledImages images) {
        if (images.outputs() != network.classes()) {
            throw new IllegalArgumentException(
                    "examples of %d outputs for a network of %d".formatted(images.outputs(), network.classes()));
        }
    }

    @Override
    public double[] gradientNorms() {
        return network.layout().weights().stream().mapToDouble(this::norm).toArray();
    }

    @Override
    public TrainerState state() {
        return new TrainerState(Arrays.copyOf(parameters, network.layout().size()), momentum.clone());
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

    /** For each value that is wanted a tensor for each group, group after group; empty for the others. */
    private List<List<Tensor>> tensors(IntPredicate wanted, int groups) {
        List<Integer> values = IntStream.range(0, network.values().size())
                .filter(wanted)
                .boxed()
                .toList();
        List<Shape> shapes = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            values.forEach(value -> shapes.add(network.values().get(value)));
        }
        List<Tensor> arena = Arena.of(shapes);
        List<List<Tensor>> tensors =
                new ArrayList<>(Collections.nCopies(network.values().size(), List.of()));
        for (int n = 0; n < values.size(); n++) {
            int first = n;
            tensors.set(
                    values.get(n),
                    IntStream.range(0, groups)
                            .mapToObj(g -> arena.get(g * values.size() + first))
                            .toList());
        }
        return tensors;
    }

    @Override
    public void close() {}
}
