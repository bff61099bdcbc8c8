package io.lossatlas.engine;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;

/** Learnable pictures without files: each class is a bright square in a place of its own, under noise. */
public final class SyntheticImages {
    private SyntheticImages() {}

    /** Draws {@code count} square images of the given side, at least 8. */
    public static LabelledImages draw(int count, int side, long seed) {
        GaussianStream noise = Seeds.stream(seed, "synthetic");
        byte[] pixels = new byte[count * side * side];
        byte[] labels = new byte[count];
        for (int image = 0; image < count; image++) {
            int label = noise.nextInt(10);
            labels[image] = (byte) label;
            int top = label / 5 * (side / 2);
            int left = label % 5 * ((side - 3) / 4);
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    boolean bright = y >= top && y < top + side / 2 && x >= left && x < left + 3;
                    pixels[(image * side + y) * side + x] = (byte) ((bright ? 180 : 0) + noise.nextInt(60));
                }
            }
        }
        return TestImages.of(pixels, labels, new ImageShape(1, side, side), 10);
    }
}
