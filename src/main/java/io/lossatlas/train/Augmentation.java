package io.lossatlas.train;

import io.lossatlas.config.Augment;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.Crop;
import io.lossatlas.data.LabelledImages;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What becomes of the images of a minibatch before its update: of each by the seed, the step and its place in the
 * minibatch alone, so that it does not matter who computes the update, when, and after what.
 *
 * @param kind what is done
 * @param seed of the network
 */
record Augmentation(Augment kind, long seed) implements Serializable {
    /** Pixels on each side that a crop can go beyond the image (He et al., "Deep residual learning", CVPR 2016, 4.2). */
    private static final int PADDING = 4;

    /**
     * The images of a minibatch or of a part of it, in its order.
     *
     * @param examples their indices among all images
     * @param step of the update, from 0
     * @param first place of the first of them in the minibatch
     */
    LabelledImages images(LabelledImages all, int[] examples, int step, int first) {
        List<Crop> crops = IntStream.range(first, first + examples.length)
                .mapToObj(place -> crop(step, place))
                .toList();
        return all.cropped(examples, crops);
    }

    /** The crop of one example. */
    Crop crop(int step, int place) {
        return switch (kind) {
            case NONE -> Crop.WHOLE;
            case CROP_FLIP -> {
                GaussianStream stream = Seeds.stream(seed, "augment", Integer.toString(step), Integer.toString(place));
                int down = stream.nextInt(2 * PADDING + 1) - PADDING;
                int right = stream.nextInt(2 * PADDING + 1) - PADDING;
                yield new Crop(down, right, stream.nextInt(2) == 1);
            }
        };
    }
}
