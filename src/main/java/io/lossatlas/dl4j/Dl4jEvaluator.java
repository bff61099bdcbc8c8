package io.lossatlas.dl4j;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.loss.ExampleLoss;
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
    private final ImageShape shape;
    private final ExampleLoss loss;

    Dl4jEvaluator(Dl4jGraph graph, ParameterLayout layout, ImageShape shape, ExampleLoss loss) {
        this.loss = loss;
        this.graph = graph;
        this.layout = layout;
        this.batch = new ImageBatch(BATCH, shape);
        this.shape = shape;
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
        ImageBatch whole = new ImageBatch(calibration.count(), shape);
        new Recalibration(graph, layout).run(whole.fill(calibration, n -> n));
    }

    @Override
    public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
        for (int first = from; first < to; first += BATCH) {
            int start = first;
            int count = Math.min(BATCH, to - first);
            float[] logits = Dl4jGraph.copy(
                    graph.graph().outputSingle(false, batch.fill(images, n -> n < count ? start + n : start)));
            int classes = logits.length / BATCH;
            for (int n = 0; n < count; n++) {
                int row = n * classes;
                losses[start + n - from] = loss.loss(logits, row, 1, images, start + n);
                correct[start + n - from] = loss.correct(logits, row, 1, images, start + n);
            }
        }
    }

    @Override
    public void close() {
        Dl4jRuntime.releaseThread();
    }
}
