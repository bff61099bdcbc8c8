package io.lossatlas.engine;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What an executor does with an engine that was sent to it: reads it, trains a step, evaluates. A program of its own. */
final class SentEngine {
    private SentEngine() {}

    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Engine engine;
        try (ObjectInputStream in =
                new ObjectInputStream(new BufferedInputStream(Files.newInputStream(Path.of(args[0]))))) {
            engine = (Engine) in.readObject();
        }
        LabelledImages images = TestImages.of(new byte[28 * 28 * 2], new byte[2], new ImageShape(1, 28, 28), 10);
        float[] parameters = new float[engine.layout().size()];
        Arrays.fill(parameters, 0.5f);
        double[] losses = new double[2];
        try (Trainer trainer = engine.trainer(TrainerState.start(parameters), new TrainerSettings(2, 0.9, 0));
                Evaluator evaluator = engine.evaluator()) {
            trainer.step(images, new int[] {0, 1}, 0.05);
            evaluator.load(trainer.state().parameters());
            evaluator.evaluate(images, 0, 2, losses, new boolean[2]);
        }
        System.out.println("losses " + Arrays.toString(losses));
    }
}
