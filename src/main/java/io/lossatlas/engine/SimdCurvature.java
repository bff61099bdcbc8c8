package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.engine.step.Step;
import io.lossatlas.engine.step.pass.StepTangents;
import io.lossatlas.engine.step.pass.TangentPlace;
import io.lossatlas.engine.step.pass.TangentTensors;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradients and products with second derivatives of a compiled network, with all buffers made once. Examples are taken
 * {@value #BATCH} at a time: lanes sum those of a batch in float, batches are summed in double, in the order of the examples.
 * Normalisation is folded into convolutions; the chain rule from folded parameters to parameters comes last.
 */
final class SimdCurvature implements CurvatureProducts {
    private static final int GROUPS = 4;
    private static final int BATCH = GROUPS * Lanes.LOGICAL;

    private final CompiledNetwork network;
    private final ExampleLoss loss;
    private final List<Tensor> input;
    private final List<Tensor> outputs;
    private final List<Tensor> outputTangents;
    private final List<Tensor> seeds;
    private final List<Tensor> seedTangents;
    private final List<StepTangents> steps = new ArrayList<>();
    private final int[] statistics; // indices of running statistics
    private final Calibration calibration;
    private final Folding folding;
    private final TiedGradients tied;
    private final TiedGradients tiedTangents;
    private final float[] parameters;
    private final float[] direction;
    private final float[] foldedDirection;
    private final float[] gradient;
    private final float[] change;
    private final double[] gradients;
    private final double[] changes;
    private double losses;

    /** What a pass over examples computes. */
    private enum Pass {
        GRADIENT,
        HESSIAN,
        GAUSS_NEWTON;

        boolean hasTangents() {
            return this != GRADIENT;
        }
    }

    SimdCurvature(CompiledNetwork network, ExampleLoss loss) {
        this.network = network;
        this.loss = loss;
        List<List<Tensor>> values = tensors();
        List<List<Tensor>> tangents = tensors();
        GradientSlots slots = new GradientSlots(network);
        List<List<Tensor>> found = slots.tensors(GROUPS);
        List<List<Tensor>> foundTangents = slots.tensors(GROUPS);
        Workspace workspace = network.training();
        Workspace second = network.training();
        TangentTensors both = new TangentTensors(values, tangents);
        for (int s = 0; s < network.steps().size(); s++) {
            TangentPlace place =
                    new TangentPlace(both, slots.ofStep(s, found), slots.ofStep(s, foundTangents), workspace, second);
            steps.add(network.steps().get(s).tangents(place));
        }
        this.input = values.get(0);
        this.outputs = values.get(network.output());
        this.outputTangents = tangents.get(network.output());
        this.seeds = found.get(network.output());
        this.seedTangents = foundTangents.get(network.output());
        this.statistics = network.layout().parameters().stream()
                .filter(parameter -> parameter.role().isRunningStatistic())
                .flatMapToInt(parameter -> IntStream.range(parameter.offset(), parameter.end()))
                .toArray();
        this.calibration = new Calibration(network);
        this.folding = new Folding(network);
        this.tied = new TiedGradients(network);
        this.tiedTangents = new TiedGradients(network);
        int size = network.layout().size();
        this.parameters = new float[network.parameters()];
        this.direction = new float[network.parameters()];
        this.foldedDirection = new float[network.parameters()];
        this.gradient = new float[size];
        this.change = new float[size];
        this.gradients = new double[size];
        this.changes = new double[size];
    }

    /** For each value a tensor for each group, all zero. */
    private List<List<Tensor>> tensors() {
        List<Shape> shapes = new ArrayList<>();
        for (Shape shape : network.values()) {
            for (int g = 0; g < GROUPS; g++) {
                shapes.add(shape);
            }
        }
        List<Tensor> arena = Arena.of(shapes);
        List<List<Tensor>> byValue = new ArrayList<>();
        for (int v = 0; v < network.values().size(); v++) {
            byValue.add(List.copyOf(arena.subList(v * GROUPS, (v + 1) * GROUPS)));
        }
        return byValue;
    }

    @Override
    public void load(float[] point) {
        if (point.length != network.layout().size()) {
            throw new IllegalArgumentException("%d parameters for a layout of %d"
                    .formatted(point.length, network.layout().size()));
        }
        System.arraycopy(point, 0, parameters, 0, point.length);
        fold();
    }

    @Override
    public void recalibrate(LabelledImages images) {
        calibration.recalibrate(parameters, images);
        fold();
    }

    private void fold() {
        float[] folded = folding.fold(parameters);
        for (StepTangents step : steps) {
            step.load(folded);
        }
    }

    @Override
    public double addGradient(LabelledImages images, int from, int to, double[] sum) {
        pass(Pass.GRADIENT, images, from, to);
        unfold(gradients);
        add(gradients, sum);
        return losses;
    }

    @Override
    public void addHessianProduct(float[] vector, LabelledImages images, int from, int to, double[] sum) {
        direct(vector);
        pass(Pass.HESSIAN, images, from, to);
        for (Step step : network.steps()) {
            step.unfoldTangent(parameters, direction, gradients, changes);
        }
        add(changes, sum);
    }

    @Override
    public void addGaussNewtonProduct(float[] vector, LabelledImages images, int from, int to, double[] sum) {
        direct(vector);
        pass(Pass.GAUSS_NEWTON, images, from, to);
        unfold(gradients);
        add(gradients, sum);
    }

    private void direct(float[] vector) {
        System.arraycopy(vector, 0, direction, 0, vector.length);
        for (int statistic : statistics) {
            direction[statistic] = 0;
        }
        System.arraycopy(direction, 0, foldedDirection, 0, direction.length);
        for (Step step : network.steps()) {
            step.foldTangent(parameters, direction, foldedDirection);
        }
        for (StepTangents step : steps) {
            step.direct(foldedDirection);
        }
    }

    private void unfold(double[] by) {
        for (Step step : network.steps()) {
            step.unfold(parameters, by);
        }
    }

    private void pass(Pass pass, LabelledImages images, int from, int to) {
        requireFit(images);
        losses = 0;
        Arrays.fill(gradients, 0);
        Arrays.fill(changes, 0);
        for (int first = from; first < to; first += BATCH) {
            batch(pass, images, first, Math.min(BATCH, to - first));
        }
    }

    private void batch(Pass pass, LabelledImages images, int first, int count) {
        int groups = Groups.count(count);
        for (int g = 0; g < groups; g++) {
            Groups.load(images, first + g * Lanes.LOGICAL, Groups.size(count, g), input.get(g));
        }
        for (StepTangents step : steps) {
            for (int g = 0; g < groups; g++) {
                step.run(g);
                if (pass.hasTangents()) {
                    step.runTangent(g);
                }
            }
        }
        for (int g = 0; g < groups; g++) {
            seed(pass, images, first, g, Groups.size(count, g));
        }
        backward(pass, count);
        add(gradient, gradients);
        if (pass == Pass.HESSIAN) {
            add(change, changes);
        }
    }

    private void backward(Pass pass, int count) {
        Arrays.fill(gradient, 0);
        Arrays.fill(change, 0);
        tied.clear();
        tiedTangents.clear();
        for (int s = steps.size() - 1; s >= 0; s--) {
            StepTangents step = steps.get(s);
            step.clear();
            for (int g = 0; g < Groups.count(count); g++) {
                step.backward(g, Groups.size(count, g));
                if (pass == Pass.HESSIAN) {
                    step.backwardTangent(g, Groups.size(count, g));
                }
            }
            step.finish(gradient);
            tied.add(s, gradient);
            if (pass == Pass.HESSIAN) {
                step.finishTangent(change);
                tiedTangents.add(s, change);
            }
        }
    }

    /**
     * The gradients of a group's outputs, zero in lanes without an image: of the losses, with their derivatives along the
     * direction, or for the Gauss-Newton matrix these derivatives in their place.
     */
    private void seed(Pass pass, LabelledImages images, int first, int group, int count) {
        Tensor found = outputs.get(group);
        Tensor along = outputTangents.get(group);
        Tensor by = seeds.get(group);
        Tensor turned = pass == Pass.GAUSS_NEWTON ? by : seedTangents.get(group);
        clear(by);
        clear(turned);
        for (int lane = 0; lane < count; lane++) {
            int image = first + group * Lanes.LOGICAL + lane;
            int at = found.at(0, 0, 0) + lane;
            losses += loss.loss(found.data(), at, Lanes.LOGICAL, images, image);
            if (pass != Pass.GAUSS_NEWTON) {
                loss.gradient(found.data(), at, Lanes.LOGICAL, images, image, 1, by.data(), by.at(0, 0, 0) + lane);
            }
            if (pass.hasTangents()) {
                int tangent = along.at(0, 0, 0) + lane;
                int into = turned.at(0, 0, 0) + lane;
                loss.curvature(found.data(), at, Lanes.LOGICAL, images, along.data(), tangent, turned.data(), into);
            }
        }
    }

    private void clear(Tensor vector) {
        int at = vector.at(0, 0, 0);
        Arrays.fill(vector.data(), at, at + network.classes() * Lanes.LOGICAL, 0);
    }

    private static void add(float[] more, double[] sum) {
        for (int n = 0; n < more.length; n++) {
            sum[n] += more[n];
        }
    }

    private static void add(double[] more, double[] sum) {
        for (int n = 0; n < more.length; n++) {
            sum[n] += more[n];
        }
    }

    private void requireFit(LabelledImages images) {
        if (images.outputs() != network.classes()) {
            throw new IllegalArgumentException(
                    "examples of %d outputs for a network of %d".formatted(images.outputs(), network.classes()));
        }
    }

    @Override
    public void close() {}
}
