package io.lossatlas.engine;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.engine.step.pass.StepEvaluation;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.List;

/** Evaluates a compiled network, 16 images at a time, with all buffers made once. */
final class SimdEvaluator implements Evaluator {
    private final CompiledNetwork network;
    private final ExampleLoss loss;
    private final List<StepEvaluation> steps;
    private final Tensor input;
    private final Tensor logits;
    private final Folding folding;
    private final float[] parameters;
    private final Calibration calibration;

    SimdEvaluator(CompiledNetwork network, ExampleLoss loss) {
        this.loss = loss;
        this.network = network;
        List<Tensor> tensors = Slots.forEvaluation(network);
        Workspace workspace = network.forward();
        this.steps = network.steps().stream()
                .map(step -> step.evaluation(tensors, workspace))
                .toList();
        this.input = tensors.get(0);
        this.logits = tensors.get(network.output());
        this.folding = new Folding(network);
        this.parameters = new float[network.parameters()];
        this.calibration = new Calibration(network);
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
        requireSize(images);
        calibration.recalibrate(parameters, images);
        fold();
    }

    private void fold() {
        float[] folded = folding.fold(parameters);
        for (StepEvaluation step : steps) {
            step.load(folded);
        }
    }

    @Override
    public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
        requireSize(images);
        if (images.outputs() != network.classes()) {
            throw new IllegalArgumentException(
                    "examples of %d outputs for a network of %d".formatted(images.outputs(), network.classes()));
        }
        for (int first = from; first < to; first += Lanes.LOGICAL) {
            int count = Math.min(Lanes.LOGICAL, to - first);
            Groups.load(images, first, count, input);
            for (StepEvaluation step : steps) {
                step.run();
            }
            for (int lane = 0; lane < count; lane++) {
                int at = logits.at(0, 0, 0) + lane;
                int image = first + lane;
                losses[image - from] = loss.loss(logits.data(), at, Lanes.LOGICAL, images, image);
                correct[image - from] = loss.correct(logits.data(), at, Lanes.LOGICAL, images, image);
            }
        }
    }

    private void requireSize(LabelledImages images) {
        Shape input = network.input();
        ImageShape compiled = new ImageShape(input.channels(), input.height(), input.width());
        if (!images.shape().equals(compiled)) {
            throw new IllegalArgumentException(
                    "images of %s for a network compiled for %s".formatted(images.shape(), compiled));
        }
    }

    @Override
    public void close() {}
}
