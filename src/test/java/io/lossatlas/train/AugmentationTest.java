package io.lossatlas.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Augment;
import io.lossatlas.data.Crop;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final Augmentation CROPS = new Augmentation(Augment.CROP_FLIP, 7);
    private static final ImageShape SHAPE = new ImageShape(1, 8, 8);
    private static final int[] EXAMPLES = {5, 2, 9, 2, 0, 1};

    private static LabelledImages images() {
        byte[] pixels = new byte[10 * SHAPE.size()];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = (byte) (n * 31 + n / 64);
        }
        return TestImages.of(pixels, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, SHAPE, 10);
    }

    /** By a second implementation of the draw, in {@code notebooks/dataset.py}: {@code crop(7, step, place)}. */
    @Test
    void cropsAreThoseOfTheSecondImplementation() {
        assertThat(List.of(
                        CROPS.crop(0, 0), CROPS.crop(0, 1), CROPS.crop(0, 2), CROPS.crop(1, 0), CROPS.crop(390, 127)))
                .containsExactly(
                        new Crop(4, -1, false),
                        new Crop(-1, -1, false),
                        new Crop(-4, -1, true),
                        new Crop(4, 3, true),
                        new Crop(0, 3, true));
    }

    @Test
    void cropsAreEvenlySpreadOverAllPlacesAndBothSides() {
        int[] down = new int[9];
        int[] right = new int[9];
        int mirrored = 0;
        int draws = 9_000;
        for (int n = 0; n < draws; n++) {
            Crop crop = CROPS.crop(n / 100, n % 100);
            down[crop.down() + 4]++;
            right[crop.right() + 4]++;
            mirrored += crop.mirrored() ? 1 : 0;
        }
        // Counts of a binomial: 1,000 with a deviation of 30, and 4,500 with one of 47; five of them.
        assertThat(IntStream.concat(Arrays.stream(down), Arrays.stream(right)))
                .allMatch(count -> Math.abs(count - 1_000) < 150);
        assertThat(mirrored).isBetween(4_500 - 237, 4_500 + 237);
    }

    @Test
    void aPartOfAMinibatchIsWhatItIsInTheWhole() {
        LabelledImages whole = CROPS.images(images(), EXAMPLES, 3, 0);
        LabelledImages part = CROPS.images(images(), Arrays.copyOfRange(EXAMPLES, 4, 6), 3, 4);
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(whole.bytes(), 4 * 64, 6 * 64));
        assertThat(part.labels()).containsExactly(0, 1);
        assertThat(whole.labels()).containsExactly(EXAMPLES);
    }

    @Test
    void stepsPlacesAndSeedsDiffer() {
        LabelledImages step = CROPS.images(images(), EXAMPLES, 3, 0);
        assertThat(CROPS.images(images(), EXAMPLES, 4, 0).bytes()).isNotEqualTo(step.bytes());
        assertThat(CROPS.images(images(), EXAMPLES, 3, 6).bytes()).isNotEqualTo(step.bytes());
        assertThat(new Augmentation(Augment.CROP_FLIP, 8)
                        .images(images(), EXAMPLES, 3, 0)
                        .bytes())
                .isNotEqualTo(step.bytes());
    }

    @Test
    void withoutAugmentationImagesAreAsTheyAre() {
        LabelledImages same = new Augmentation(Augment.NONE, 7).images(images(), new int[] {3, 0}, 5, 0);
        assertThat(same.bytes()).startsWith(Arrays.copyOfRange(images().bytes(), 3 * 64, 4 * 64));
        assertThat(same.bytes()).endsWith(Arrays.copyOf(images().bytes(), 64));
        assertThat(same.labels()).containsExactly(3, 0);
    }
}
