package io.lossatlas.engine;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;
import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;

/** Trains, evaluates and differentiates twice engines that were written to files and prints one digest of all numbers of each. A program of its own. */
final class SameBits {
    private final int count;
    private final int steps;

    private SameBits(int count, int steps) {
        this.count = count;
        this.steps = steps;
    }

    /** Arguments: the number of images, that of training's updates, and pairs of an engine's file and another with its first parameters as a {@code float[]}. */
    public static void main(String[] args) throws IOException, ClassNotFoundException, NoSuchAlgorithmException {
        System.out.println("lanes " + SimdEngine.vectorLanes());
        SameBits bits = new SameBits(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        for (int i = 2; i < args.length; i += 2) {
            System.out.println("digest " + bits.digest((Engine) read(args[i]), (float[]) read(args[i + 1])));
        }
    }

    private String digest(Engine engine, float[] parameters) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DataOutputStream numbers =
                new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
            write(engine, parameters, images(), numbers);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void write(Engine engine, float[] parameters, LabelledImages images, DataOutputStream numbers)
            throws IOException {
        int[] minibatch = IntStream.range(0, count).toArray();
        double[] losses = new double[count];
        try (Trainer trainer = engine.trainer(TrainerState.start(parameters), new TrainerSettings(count, 0.9, 1e-4));
                Evaluator evaluator = engine.evaluator()) {
            for (int step = 0; step < steps; step++) {
                numbers.writeDouble(trainer.step(images, minibatch, 0.05).loss());
                for (double norm : trainer.gradientNorms()) {
                    numbers.writeDouble(norm);
                }
            }
            float[] trained = trainer.state().parameters();
            for (float parameter : trained) {
                numbers.writeFloat(parameter);
            }
            evaluator.load(trained);
            for (int pass = 0; pass < 2; pass++) {
                evaluator.evaluate(images, 0, count, losses, new boolean[count]);
                for (double loss : losses) {
                    numbers.writeDouble(loss);
                }
                evaluator.recalibrate(images);
            }
            write(engine, trained, parameters, images, numbers);
        }
    }

    /** Gradients and products with second derivatives at a point, frozen and recalibrated. */
    private void write(Engine engine, float[] point, float[] vector, LabelledImages images, DataOutputStream numbers)
            throws IOException {
        double[] sum = new double[vector.length];
        try (CurvatureProducts products = engine.curvatureProducts()) {
            products.load(point);
            for (int pass = 0; pass < 2; pass++) {
                numbers.writeDouble(products.addGradient(images, 0, count, sum));
                products.addHessianProduct(vector, images, 0, count, sum);
                for (double part : sum) {
                    numbers.writeDouble(part);
                }
                products.addGaussNewtonProduct(vector, images, 0, count, sum);
                for (double part : sum) {
                    numbers.writeDouble(part);
                }
                products.recalibrate(images);
            }
        }
    }

    private LabelledImages images() {
        byte[] pixels = new byte[count * 28 * 28];
        byte[] labels = new byte[count];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = (byte) (n * 31 % 251 * (n % 7));
        }
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) (n * 7 % 10);
        }
        return TestImages.of(pixels, labels, new ImageShape(1, 28, 28), 10);
    }

    private static Object read(String file) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in =
                new ObjectInputStream(new BufferedInputStream(Files.newInputStream(Path.of(file))))) {
            return in.readObject();
        }
    }
}
