package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.Nets;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GradientPictureTest {

    @Test
    void thePictureShowsNormsOnOneScaleAndHolesInGrey() throws Exception {
        double[][] norms = {{1e5, 1e-7}, {1, Double.NaN}};
        GradientGrid grid =
                new GradientGrid(Nets.plain(100), new int[] {0, 50}, List.of("stem/conv", "head/dense"), norms);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(GradientPicture.png(List.of(grid))));
        int left = 110 + 150;
        int right = 110 + 450;
        int upper = 110 + 56 + 90;
        int lower = 110 + 56 + 270;
        assertThat(image.getRGB(left, upper) & 0xffffff).isEqualTo(Viridis.rgb(1));
        assertThat(image.getRGB(right, upper) & 0xffffff).isEqualTo(Viridis.rgb(0));
        assertThat(image.getRGB(left, lower) & 0xffffff).isEqualTo(Viridis.rgb(7.0 / 12));
        assertThat(image.getRGB(right, lower) & 0xffffff).isEqualTo(HeatMap.HOLE);
    }
}
