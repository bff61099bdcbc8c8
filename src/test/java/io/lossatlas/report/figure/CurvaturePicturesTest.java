package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.Split;
import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.CurvatureGrid;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import io.lossatlas.results.Spectrum;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CurvaturePicturesTest {
    private static Spectrum spectrum(Network network, String operator, double low, double high) {
        double[] nodes = {low, 0, high};
        CurvaturePart part = new CurvaturePart(network.id(), 300, Split.TRAIN, BnMode.RECALIBRATED, operator);
        return new Spectrum(
                network,
                part,
                List.of(new Spectrum.Probe(nodes, new double[] {1e-4, 0.9998, 1e-4})),
                high,
                low,
                OptionalLong.of(10_000),
                1000);
    }

    @Test
    void bothNetworksAreDrawnInTheirColoursWithTheirEndsMarked() {
        Drawn drawn = Drawn.of(new SpectrumPicture(
                List.of(spectrum(Nets.plain(10), "hessian", -4, 10), spectrum(Nets.skip(10), "hessian", -1, 100))));
        String plain = Nets.plain(10).id() + ", step 300";
        String skip = Nets.skip(10).id() + ", step 300";
        assertThat(drawn.in(plain).strokes()).containsOnly("#b34700");
        assertThat(drawn.in(skip).strokes()).containsOnly("#00629b");
        double low = drawn.in(plain, "lambda-min").points().get(0)[0];
        double high = drawn.in(plain, "lambda-max").points().get(0)[0];
        double lower = drawn.in(skip, "lambda-min").points().get(0)[0];
        double higher = drawn.in(skip, "lambda-max").points().get(0)[0];
        assertThat(low).isLessThan(lower);
        assertThat(high).isLessThan(higher);
        assertThat((higher - high) / (lower - low))
                .as("a decade beside log 4 of a decade")
                .isCloseTo(Math.log(10) / Math.log(4), within(1e-3));
        assertThat(drawn.label(
                        "λ from −4.000 to 10.00 (dotted), mean 6.0×10^−4, 10,000 parameters, 1 probe, 1,000 examples"))
                .isNotNull();
    }

    /** Three nodes a decade and more apart: three hills with nothing between. */
    @Test
    void aSpectrumHasAHillForEachNode() {
        Drawn drawn = Drawn.of(new SpectrumPicture(List.of(spectrum(Nets.plain(10), "hessian", -4, 10))));
        List<Drawn.Line> hills = drawn.in(Nets.plain(10).id() + ", step 300").lines().stream()
                .filter(line -> line.points().size() > 10)
                .toList();
        assertThat(hills).hasSize(3);
        double ten = drawn.in("lambda-max").points().get(0)[0];
        double top = hills.get(2).points().stream()
                .min((a, b) -> Double.compare(a[1], b[1]))
                .orElseThrow()[0];
        assertThat(top).isCloseTo(ten, within(15.0));
    }

    @Test
    void spectraAreWellDrawn() throws IOException {
        FigureAssert.isWellDrawn(new SpectrumPicture(
                List.of(spectrum(Nets.plain(100), "ggn", 0, 1e5), spectrum(Nets.skip(100), "ggn", -1e-9, 1e4))));
        FigureAssert.isWellDrawn(new SpectrumPicture(List.of(spectrum(Nets.plain(10), "hessian", 0, 0))));
        FigureAssert.isWellDrawn(
                new SpectrumPicture(List.of(spectrum(Network.ofItsOwn("mine"), "hessian", -1e-12, 1e-9))));
    }

    private static CurvatureGrid map(double... smallest) {
        SurfaceKey key = new SurfaceKey("random-s1", Nets.plain(10).id(), 300, Split.TRAIN, BnMode.FROZEN);
        double[] largest = new double[6];
        Arrays.fill(largest, 10);
        return new CurvatureGrid(
                key, TestSurfaces.even(-1, 1, 3), TestSurfaces.even(-1, 1, 2), largest, smallest, new double[6]);
    }

    /** Colours at the corners: ratio 0, 0.2 and 0.4 of 0.4; the upper left one is a hole. */
    @Test
    void theRatioIsAColourAndAHoleIsHatched() {
        CurvatureMapPicture picture =
                new CurvatureMapPicture(map(3, Double.NaN, -1, -2, -4, -4), Normalize.FILTER, 0.4);
        Drawn drawn = Drawn.of(picture);
        int last = drawn.pixels().getHeight() - 1;
        int right = drawn.pixels().getWidth() - 1;
        assertThat(drawn.pixels().getRGB(0, last) & 0xffffff).isEqualTo(Viridis.rgb(0));
        assertThat(drawn.pixels().getRGB(right, last) & 0xffffff).isEqualTo(Viridis.rgb(1));
        assertThat(drawn.pixels().getRGB(0, 0) & 0xffffff).isEqualTo(HeatMap.hatching(0, 0));
        assertThat(drawn.label("3 × 2 points, 1 missing (hatched); λmax from 10.00 to 10.00"))
                .isNotNull();
        assertThat(drawn.label("trained weights; λmin from −4.000 to 3.000")).isNotNull();
        assertThat(drawn.in("colour-bar").labels())
                .extracting(Drawn.Label::text)
                .contains("0", "0.1", "0.4");
        Rectangle2D cross = drawn.in("trained").box();
        assertThat(cross.getCenterX()).isCloseTo(drawn.plot().getCenterX(), within(1.0));
    }

    @Test
    void mapsAreWellDrawn() throws IOException {
        FigureAssert.isWellDrawn(new CurvatureMapPicture(map(3, Double.NaN, -1, -2, -4, -4), Normalize.FILTER, 0.4));
        double nan = Double.NaN;
        FigureAssert.isWellDrawn(new CurvatureMapPicture(map(nan, nan, nan, nan, nan, nan), Normalize.NONE, 1));
    }
}
