package io.lossatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LabelledImagesTest {
    private static final ImageShape SHAPE = new ImageShape(2, 1, 3);
    private static final Normalisation HALVES =
            new Normalisation(List.of(new Normalisation.Channel(0, 0.5), new Normalisation.Channel(1, 0.25)));

    @Test
    void everyChannelIsNormalisedByItsOwnMeanAndDeviation() {
        byte[] pixels = {9, 9, 9, 9, 9, 9, 0, 51, (byte) 255, 0, 51, (byte) 255};
        LabelledImages images = TestImages.of(pixels, new byte[] {0, 1}, SHAPE, 2, HALVES);
        float[] inputs = new float[8];
        images.inputs(1, inputs, 1);
        assertThat(inputs).containsExactly(0, 0, 0.4f, 2, -4, -3.2f, 0, 0);
    }

    @Test
    void mnistsNormalisationIsThatOfItsTrainingPixels() {
        assertThat(Normalisation.mnist(3).channels())
                .containsOnly(new Normalisation.Channel(0.1307, 0.3081))
                .hasSize(3);
        assertThat(Normalisation.mnist(1).input(0, (byte) 200)).isEqualTo((float) ((200 / 255.0 - 0.1307) / 0.3081));
    }

    @Test
    void labelsGoUpToTheNumberOfClassesAsUnsignedBytes() {
        ImageShape dot = new ImageShape(1, 1, 1);
        byte[] labels = {(byte) 199, 0};
        assertThat(TestImages.of(new byte[2], labels, dot, 200).label(0)).isEqualTo(199);
        refused("a label 199 where there are 199 classes", () -> TestImages.of(new byte[2], labels, dot, 199));
    }

    @Test
    void theFirstImagesKeepShapeClassesAndNormalisation() {
        LabelledImages images = TestImages.of(new byte[12], new byte[] {1, 0}, SHAPE, 2, HALVES);
        LabelledImages first = images.first(1);
        assertThat(first.count()).isEqualTo(1);
        assertThat(first.bytes()).hasSize(6);
        assertThat(first.labels()).containsExactly(1);
        assertThat(first.shape()).isEqualTo(SHAPE);
        assertThat(first.classes()).isEqualTo(2);
        assertThat(first.normalisation()).isSameAs(HALVES);
    }

    @Test
    void aCropMovesImagesMirrorsThemAndIsZeroBeyondThem() {
        ImageShape shape = new ImageShape(2, 2, 3);
        byte[] pixels = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        LabelledImages images = TestImages.of(pixels, new byte[] {0, 1}, shape, 2, HALVES);
        LabelledImages cropped = images.cropped(
                new int[] {1, 1, 0, 1},
                List.of(new Crop(-1, -1, false), new Crop(1, 1, true), Crop.WHOLE, new Crop(0, 0, true)));
        byte[] downAndRight = {0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 7, 8};
        byte[] upAndLeftMirrored = {0, 6, 5, 0, 0, 0, 0, 12, 11, 0, 0, 0};
        byte[] mirrored = {3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10};
        assertThat(Arrays.copyOfRange(cropped.bytes(), 0, 12)).isEqualTo(downAndRight);
        assertThat(Arrays.copyOfRange(cropped.bytes(), 12, 24)).isEqualTo(upAndLeftMirrored);
        assertThat(Arrays.copyOfRange(cropped.bytes(), 24, 36)).isEqualTo(new byte[12]);
        assertThat(Arrays.copyOfRange(cropped.bytes(), 36, 48)).isEqualTo(mirrored);
        assertThat(cropped.labels()).containsExactly(1, 1, 0, 1);
        assertThat(cropped.normalisation()).isSameAs(HALVES);
    }

    @Test
    void aCropOfScaledNumbersHasBeyondThemWhatTheirZeroWasScaledTo() {
        ImageShape shape = new ImageShape(2, 1, 2);
        float[] inputs = {1, 2, 3, 4};
        LabelledImages images =
                LabelledImages.ofFloats(inputs, new float[] {-1, -2}, new Targets.Labels(new int[] {0}, 2), shape);
        float[] moved = new float[4];
        images.cropped(new int[] {0}, List.of(new Crop(0, 1, false))).inputs(0, moved, 0);
        assertThat(moved).containsExactly(2, -1, 4, -2);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        refused(
                "11 pixels do not make 2 images of 2 x 1 x 3",
                () -> TestImages.of(new byte[11], new byte[2], SHAPE, 2));
        refused(
                "a normalisation of 2 channels for images of 3 x 1 x 1",
                () -> TestImages.of(new byte[3], new byte[1], new ImageShape(3, 1, 1), 2, HALVES));
        refused("expected a positive deviation, found 0.0", () -> new Normalisation.Channel(0.5, 0));
        refused("an image of 0 channels, 2 rows and 2 columns", () -> new ImageShape(0, 2, 2));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
