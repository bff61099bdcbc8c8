package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import java.util.stream.IntStream;

/** Steps over minibatches that follow each other in the file. */
final class Training {
    private static final TrainerSettings SETTINGS = new TrainerSettings(32, 0.9, 1e-4);

    private Training() {}

    /** Examples of step {@code n}: the n-th run of so many. */
    static int[] minibatch(int step, int size, LabelledImages images) {
        return IntStream.range(step * size, (step + 1) * size)
                .map(n -> n % images.count())
                .toArray();
    }

    /** Parameters after some steps of the compiled network over MNIST, at rate 0.05. */
    static float[] trained(SimdEngine engine, float[] start, int steps) {
        try (Trainer trainer = engine.trainer(TrainerState.start(start), SETTINGS)) {
            for (int step = 0; step < steps; step++) {
                trainer.step(Mnist.TRAIN, minibatch(step, SETTINGS.batchSize(), Mnist.TRAIN), 0.05);
            }
            return trainer.state().parameters();
        }
    }
}
