package io.lossatlas.bench.subject;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Collections;

/**
 * Images of any shape: bytes about the middle of their range, normalised to inputs of about N(0, 1), and labels of all
 * classes, the same ones at every call.
 */
final class RandomImages {
    private static final long SEED = 1;
    private static final int MOST_VALUES = 1 << 24;
    private static final double MEAN = 0.5;
    private static final double DEVIATION = 0.2;
    private static final int BYTE = 255;

    private RandomImages() {}

    /**
     * Draws them.
     *
     * @param shape of an image or a vector
     * @return {@value BenchCase#IMAGES} or, of large ones, as many as have 16 million values, but at least those that losses are
     *     compared on
     */
    static LabelledImages draw(TensorShape shape, int classes) {
        ImageShape images = shape.isVector()
                ? new ImageShape(1, 1, shape.size())
                : new ImageShape(shape.extent(0), shape.extent(1), shape.extent(2));
        int count = Math.min(BenchCase.IMAGES, Math.max(BenchCase.COMPARED, MOST_VALUES / shape.size()));
        byte[] pixels = new byte[Math.multiplyExact(count, shape.size())];
        GaussianStream values = Seeds.stream(SEED, "bench", "images");
        for (int n = 0; n < pixels.length; n++) {
            double value = BYTE * (MEAN + DEVIATION * values.nextGaussian());
            pixels[n] = (byte) Math.round(Math.max(0, Math.min(BYTE, value)));
        }
        GaussianStream labels = Seeds.stream(SEED, "bench", "labels");
        int[] drawn = new int[count];
        for (int n = 0; n < count; n++) {
            drawn[n] = labels.nextInt(classes);
        }
        return LabelledImages.ofBytes(
                pixels,
                drawn,
                images,
                classes,
                new Normalisation(Collections.nCopies(images.channels(), new Normalisation.Channel(MEAN, DEVIATION))));
    }
}
