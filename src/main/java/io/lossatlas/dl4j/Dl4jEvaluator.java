package io.lossatlas.dl4j;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.SoftmaxCrossEntropy;
import io.lossatlas.graph.ParameterLayout;

/**
 * Evaluates through a DL4J graph whose outputs are logits, in batches of {@value #BATCH} images. The last batch is
 * filled up by repeating its first image, so that the native kernels always see one shape and choose one algorithm: the
 * loss of an example then has the same bits wherever it stands and whatever stands beside it, as long as the CPU is of
 * one kind.
 */
final class Dl4jEvaluator implements Evaluator {
    static final int BATCH = 64;

    private final Dl4jGraph graph;
    private final ParameterLayout layout;
    private final ImageBatch batch;
    private final int height;
    private final int width;

    Dl4jEvaluator(Dl4jGraph graph, ParameterLayout layout, int height, int width) {
        this.graph = graph;
        this.layout = layout;
        this.batch = new ImageBatch(BATCH, height, width);
        this.height = height;
        this.width = width;
    }

    @Override
    public void load(float[] parameters) {
        if (parameters.length != layout.size()) {
            throw new IllegalArgumentException(
                    "%d parameters for a layout of %d".formatted(parameters.length, layout.size()));
        }
        graph.load(parameters);
    }

    @Override
    public void recalibrate(LabelledImages calibration) {
        ImageBatch whole = new ImageBatch(calibration.count(), height, width);
        new Recalibration(graph, layout).run(whole.fill(calibration, n -> n));
    }

    @Override
    public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
        for (int first = from; first < to; first += BATCH) {
            int start = first;
            int count = Math.min(BATCH, to - first);
            float[] logits = Dl4jGraph.copy(
                    graph.graph().outputSingle(false, batch.fill(images, n -> n < count ? start + n : start)));
            for (int n = 0; n < count; n++) {
                int row = n * LabelledImages.CLASSES;
                int label = images.label(start + n);
                losses[start + n - from] = SoftmaxCrossEntropy.loss(logits, row, 1, LabelledImages.CLASSES, label);
                correct[start + n - from] = SoftmaxCrossEntropy.correct(logits, row, 1, LabelledImages.CLASSES, label);
            }
        }
    }

    @Override
    public void close() {
        Dl4jRuntime.releaseThread();
    }
}
