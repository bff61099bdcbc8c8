package io.lossatlas.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GradientGridTest {

    @Test
    void fewStepsAreKept() {
        assertThat(GradientGrid.thinned(new int[] {0, 1, 50}, 13)).containsExactly(0, 1, 50);
    }

    @Test
    void ofManyTheFirstTenAndTheLastAreKept() {
        int[] steps = IntStream.concat(
                        IntStream.rangeClosed(0, 10),
                        IntStream.rangeClosed(1, 100).map(n -> 50 * n))
                .toArray();
        int[] thinned = GradientGrid.thinned(steps, 20);
        assertThat(thinned)
                .hasSize(20)
                .startsWith(IntStream.rangeClosed(0, 10).toArray())
                .endsWith(5000)
                .isSorted();
    }

    @Test
    void thePictureShowsNormsOnOneScaleAndHolesInGrey() throws Exception {
        double[][] norms = {{1e5, 1e-7}, {1, Double.NaN}};
        GradientGrid grid = new GradientGrid(
                "d100-plain-w8-s1-lr0.05", new int[] {0, 50}, List.of("stem/conv", "head/dense"), norms);
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
