package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.report.figure.canvas.SvgCanvas;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.geom.Line2D;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SvgCanvasTest {

    private static String svg(SvgCanvas canvas) {
        return new String(canvas.svg(), StandardCharsets.UTF_8);
    }

    @Test
    void namesAreTextWhateverTheyHold() {
        String name = "a<b & \"c\" > d\u0001";
        SvgCanvas canvas = new SvgCanvas(name, new Dimension(100, 50));
        canvas.group(name, () -> canvas.text(name, 10, 20, Canvas.Anchor.LEFT));
        Drawn drawn = Drawn.of(canvas.svg());
        String there = name.replace('\u0001', '?');
        assertThat(drawn.title()).isEqualTo(there);
        assertThat(drawn.in(there).labels()).extracting(Drawn.Label::text).containsExactly(there);
    }

    @Test
    void textIsTextWithRaisedExponents() {
        SvgCanvas canvas = new SvgCanvas("t", new Dimension(100, 50));
        canvas.text("1.2×10^17 at", 50, 20, Canvas.Anchor.MIDDLE, Lettering.BOLD, 20, Color.RED);
        assertThat(svg(canvas))
                .contains("<text x=\"50\" y=\"27.29\" font-size=\"20\" text-anchor=\"middle\" font-weight=\"bold\""
                        + " fill=\"#ff0000\">1.2×10<tspan dy=\"-8.4\" font-size=\"14\">17</tspan>"
                        + "<tspan dy=\"8.4\" font-size=\"20\"> at</tspan></text>");
    }

    @Test
    void strokesKeepTheirWidthDashesAndOpacity() {
        SvgCanvas canvas = new SvgCanvas("t", new Dimension(100, 50));
        canvas.stroke(new Line2D.Double(0, 1.005, 99.999, -0.001), new Color(255, 0, 0, 51), 3, 4, 2.5f);
        assertThat(svg(canvas))
                .contains("<path d=\"M0 1L100 0\" fill=\"none\" stroke=\"#ff0000\" stroke-opacity=\"0.2\""
                        + " stroke-width=\"3\" stroke-dasharray=\"4 2.5\" stroke-linejoin=\"round\"/>");
    }

    @Test
    void anEmptyChartIsAWholeFile() {
        assertThat(svg(new SvgCanvas("t", new Dimension(100, 50))))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"")
                .contains("width=\"100\" height=\"50\" viewBox=\"0 0 100 50\"", "<title>t</title>")
                .endsWith("</svg>\n");
    }
}
