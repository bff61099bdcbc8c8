package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataChecksTest {
    private static void check(ImageShape shape, String augment) {
        RunConfig config = RunConfigs.load(
                Optional.empty(),
                List.of(
                        "data.shards=1",
                        "surface.examples=1",
                        "train.batch-size=1",
                        "train.eval-examples=1",
                        "train.augment=" + augment));
        LabelledImages images = TestImages.of(new byte[shape.size()], new byte[1], shape, 2);
        DataChecks.check(config, new DataSet(images, images, Map.of()));
    }

    @Test
    void vectorsAndTinyImagesAreNotCropped() {
        assertThatThrownBy(() -> check(new ImageShape(1, 1, 30), "crop-flip"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("train.augment: expected none, since examples of 1 x 1 x 30 have a side below 8, "
                        + "found crop-flip");
        assertThatCode(() -> check(new ImageShape(1, 1, 30), "none")).doesNotThrowAnyException();
        assertThatCode(() -> check(new ImageShape(3, 8, 8), "crop-flip")).doesNotThrowAnyException();
    }
}
