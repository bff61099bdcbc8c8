package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GradientPictureTest {
    private static final Network NETWORK = Nets.plain(100);
    private static final String VARIANT = NETWORK.id();
    private static final GradientGrid TWO_BY_TWO = new GradientGrid(
            NETWORK, new int[] {0, 50}, List.of("stem/conv", "head/dense"), new double[][] {{1e5, 1e-7}, {1, Double.NaN}
            });

    @Test
    void thePictureShowsNormsOnOneScaleAndHolesInGrey() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new GradientPicture(List.of(TWO_BY_TWO)).png()));
        int left = 110 + 150;
        int right = 110 + 450;
        int upper = 110 + 56 + 90;
        int lower = 110 + 56 + 270;
        assertThat(image.getRGB(left, upper) & 0xffffff).isEqualTo(Viridis.rgb(1));
        assertThat(image.getRGB(right, upper) & 0xffffff).isEqualTo(Viridis.rgb(0));
        assertThat(image.getRGB(left, lower) & 0xffffff).isEqualTo(Viridis.rgb(7.0 / 12));
        assertThat(image.getRGB(right, lower) & 0xffffff).isEqualTo(HeatMap.HOLE);
    }

    @Test
    void everyCellHasTheColourOfItsLayerAndStep() {
        int layers = 5;
        int steps = 3;
        double[][] norms = IntStream.range(0, layers)
                .mapToObj(layer -> IntStream.range(0, steps)
                        .mapToDouble(step -> Math.pow(10, layer * steps + step))
                        .toArray())
                .toArray(double[][]::new);
        GradientGrid grid = new GradientGrid(NETWORK, new int[] {0, 7, 9}, List.of("a", "b", "c", "d", "e"), norms);
        BufferedImage pixels =
                Drawn.of(new GradientPicture(List.of(grid))).in(VARIANT).pixels();
        for (int layer = 0; layer < layers; layer++) {
            for (int step = 0; step < steps; step++) {
                int expected = Viridis.rgb((layer * steps + step) / 14.0);
                assertThat(pixels.getRGB(200 * step + 1, 72 * layer + 1) & 0xffffff)
                        .as("upper left of %d, %d", layer, step)
                        .isEqualTo(expected);
                assertThat(pixels.getRGB(200 * step + 198, 72 * layer + 70) & 0xffffff)
                        .as("lower right of %d, %d", layer, step)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void layersAreNumberedDownwardsAndStepsAcross() {
        Drawn panel = Drawn.of(new GradientPicture(List.of(TWO_BY_TWO))).in(VARIANT);
        assertThat(panel.in("layers").labels()).extracting(Drawn.Label::text).containsExactly("0", "1");
        assertThat(panel.in("layers").label("0").y())
                .isCloseTo(panel.plot().getY() + panel.plot().getHeight() / 4, within(0.02));
        assertThat(panel.in("steps").label("50").x())
                .isCloseTo(panel.plot().getX() + 0.75 * panel.plot().getWidth(), within(0.02));
    }

    @Test
    void oneOrManyNetworksAreWellDrawn() throws IOException {
        FigureAssert.isWellDrawn(new GradientPicture(List.of(TWO_BY_TWO)));
        FigureAssert.isWellDrawn(new GradientPicture(List.of(TWO_BY_TWO, TWO_BY_TWO, TWO_BY_TWO)));
    }
}
