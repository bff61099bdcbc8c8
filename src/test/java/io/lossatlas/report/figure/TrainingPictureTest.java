package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.results.Nets;
import io.lossatlas.results.TrainingCurve;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TrainingPictureTest {
    private static final int SKIP = 0x00629b;

    @Test
    void aConstantAccuracyIsAStraightLine() throws Exception {
        double[] steps = {0, 50, 100};
        TrainingCurve curve = new TrainingCurve(
                Nets.skip(10), "test", steps, new double[] {2, Double.NaN, 0.2}, new double[] {0.5, 0.5, 0.5});
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(TrainingPicture.png(List.of(curve))));
        int middle = 110 + 560 / 2;
        for (int x : new int[] {2 * 120 + 560 + 20, 2 * 120 + 560 + 280, 2 * 120 + 2 * 560 - 20}) {
            assertThat(image.getRGB(x, middle) & 0xffffff).isEqualTo(SKIP);
        }
    }
}
