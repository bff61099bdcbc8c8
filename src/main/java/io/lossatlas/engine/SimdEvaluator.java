package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import java.util.List;

/** Evaluates a compiled network, 16 images at a time, with all buffers made once. */
final class SimdEvaluator implements Evaluator {
    private final Program program;
    private final List<Convolution> convolutions;
    private final List<Tensor> tensors;
    private final DenseHead head;
    private final Folding folding;
    private final float[] parameters;
    private final Calibration calibration;
    private float[] folded;

    SimdEvaluator(Program program) {
        this.program = program;
        this.convolutions = program.convolutions();
        this.tensors = Slots.forEvaluation(program);
        this.head = new DenseHead(program.head());
        this.folding = new Folding(program);
        this.parameters = new float[folding.size()];
        this.calibration = new Calibration(program);
    }

    @Override
    public void load(float[] point) {
        if (point.length != program.layout().size()) {
            throw new IllegalArgumentException("%d parameters for a layout of %d"
                    .formatted(point.length, program.layout().size()));
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
        folded = folding.fold(parameters);
        for (int s = 0; s < convolutions.size(); s++) {
            Program.Step step = program.trunk().get(s);
            convolutions.get(s).load(folded, step.filter().weights(), folding.bias(step));
        }
    }

    @Override
    public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
        requireSize(images);
        int classes = program.head().classes();
        for (int first = from; first < to; first += Lanes.LOGICAL) {
            int count = Math.min(Lanes.LOGICAL, to - first);
            Groups.load(images, first, count, tensors.get(0));
            float[] logits = logits();
            for (int lane = 0; lane < count; lane++) {
                int label = images.label(first + lane);
                losses[first - from + lane] = SoftmaxCrossEntropy.loss(logits, lane, Lanes.LOGICAL, classes, label);
                correct[first - from + lane] = SoftmaxCrossEntropy.correct(logits, lane, Lanes.LOGICAL, classes, label);
            }
        }
    }

    /** Logits {@code [class][16]} of the images in the first tensor. */
    private float[] logits() {
        for (int s = 0; s < convolutions.size(); s++) {
            Program.Step step = program.trunk().get(s);
            Tensor from = tensors.get(step.from());
            Tensor to = tensors.get(step.to());
            if (step.adds()) {
                Tensor added = tensors.get(step.added());
                convolutions.get(s).runAdding(from, added, step.floor(), to);
            } else {
                convolutions.get(s).run(from, step.floor(), to);
            }
        }
        return head.logits(tensors.get(program.head().from()), folded);
    }

    private void requireSize(LabelledImages images) {
        Shape input = program.input();
        ImageShape compiled = new ImageShape(input.channels(), input.height(), input.width());
        if (!images.shape().equals(compiled)) {
            throw new IllegalArgumentException(
                    "images of %s for a network compiled for %s".formatted(images.shape(), compiled));
        }
    }

    @Override
    public void close() {}
}
