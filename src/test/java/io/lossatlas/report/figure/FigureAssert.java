package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** What holds for every chart. */
final class FigureAssert {
    private FigureAssert() {}

    /** Both files have one size, the same bytes each time, all text inside of them, and no text on another. */
    static void isWellDrawn(Figure figure) throws IOException {
        assertThat(figure.svg()).isEqualTo(figure.svg());
        assertThat(figure.png()).isEqualTo(figure.png());
        Drawn drawn = Drawn.of(figure);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
        assertThat(drawn.frame()).isEqualTo(new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight()));
        assertThat(drawn.element().getAttribute("viewBox"))
                .isEqualTo("0 0 %d %d".formatted(figure.width(), figure.height()));
        assertThat(drawn.title()).isEqualTo(figure.title());
        List<Drawn.Label> labels = drawn.labels();
        assertThat(labels).isNotEmpty().allSatisfy(label -> assertThat(
                        drawn.frame().contains(label.box()))
                .as("%s inside", label)
                .isTrue());
        for (int n = 0; n < labels.size(); n++) {
            Drawn.Label label = labels.get(n);
            assertThat(labels.subList(n + 1, labels.size()))
                    .filteredOn(other -> other.box().intersects(label.box()))
                    .as("texts upon %s", label)
                    .isEmpty();
        }
    }
}
