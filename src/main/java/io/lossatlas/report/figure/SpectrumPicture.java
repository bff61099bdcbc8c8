package io.lossatlas.report.figure;

import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.Spectrum;
import io.lossatlas.results.SpectrumDensity;
import io.lossatlas.results.SymmetricLog;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Spectra of the same matrix of several networks over one another: densities on a logarithmic axis over eigenvalues on a
 * {@link SymmetricLog} one, the smallest and the largest eigenvalue of each marked.
 */
public final class SpectrumPicture extends Figure {
    /** Spectra in one picture at most. */
    public static final int MOST_SPECTRA = 4;

    private static final List<float[]> DASHES =
            List.of(new float[0], new float[] {16, 8}, new float[] {4, 6}, new float[] {20, 6, 4, 6});
    private static final float[] END_DASHES = {3, 5};
    private static final int POINTS = 1200;
    private static final double SHARE_OF_ONE = 0.03;
    private static final double MOST_DECADES = 14;
    private static final int MARGIN = 130;
    private static final int RIGHT = 60;
    private static final int TOP = 150;
    private static final int BELOW = 110;
    private static final int EDGE = 20;
    private static final int LINE = 34;
    private static final Rectangle PLOT = new Rectangle(MARGIN, TOP, 1000, 480);

    private final List<Spectrum> spectra;
    private final SymmetricLog scale;
    private final double[] values;

    /**
     * Lays out spectra.
     *
     * @param spectra of one matrix, split and treatment of batch normalisation, {@value #MOST_SPECTRA} at most and one at least
     */
    public SpectrumPicture(List<Spectrum> spectra) {
        super(
                heading(spectra.get(0).part()) + ": "
                        + spectra.stream().map(SpectrumPicture::name).collect(Collectors.joining(", ")),
                PLOT.width + MARGIN + RIGHT,
                TOP + PLOT.height + BELOW + LINE * 2 * spectra.size());
        this.spectra = List.copyOf(spectra);
        this.scale = SymmetricLog.of(spectra);
        double low = spectra.stream().mapToDouble(Spectrum::least).min().orElseThrow();
        double high = spectra.stream().mapToDouble(Spectrum::largest).max().orElseThrow();
        this.values = scale.between(beyond(low, -1), beyond(high, 1), POINTS);
    }

    private double beyond(double value, int sign) {
        return scale.value(scale.position(value) + 5 * sign * SpectrumDensity.WIDTH);
    }

    private static String heading(CurvaturePart part) {
        return "Spectrum of the %s, %s loss, batch norm %s"
                .formatted(
                        matrix(part.operator()), part.split().text(), part.bn().text());
    }

    private static String matrix(String operator) {
        return operator.equals("ggn") ? "Gauss-Newton matrix" : "Hessian";
    }

    private static String name(Spectrum spectrum) {
        return "%s, step %d".formatted(spectrum.network().id(), spectrum.part().step());
    }

    @Override
    void draw(Canvas canvas) {
        canvas.fitted(
                heading(spectra.get(0).part()), MARGIN, 40, Lettering.BOLD, 24, Canvas.INK, width() - MARGIN - EDGE);
        String made = "Lanczos quadrature; a Gaussian of standard deviation %s √(λ² + t²) around each node λ, t = %s"
                .formatted(Numbers.tick(SpectrumDensity.WIDTH), Ticks.label(scale.threshold()));
        canvas.text(made, MARGIN, 78, Canvas.Anchor.LEFT, Lettering.REGULAR, 18, Canvas.PALE);
        List<SpectrumDensity> densities = spectra.stream()
                .map(spectrum -> SpectrumDensity.of(spectrum, scale, SpectrumDensity.WIDTH, values))
                .toList();
        LogScale shares = shares(densities);
        ChartAxis across = ChartAxis.symmetric(
                "eigenvalue λ, loss per squared weight  (linear within ±t, logarithmic beyond)",
                scale,
                values[0],
                values[values.length - 1]);
        LinePanel panel =
                new LinePanel(canvas, PLOT, across, ChartAxis.logarithmic("share per unit of λ (logarithmic)", shares));
        canvas.group("axes", panel::frame);
        for (int n = 0; n < spectra.size(); n++) {
            int place = n;
            canvas.group(name(spectra.get(n)), () -> spectrum(canvas, panel, densities.get(place), shares, place));
        }
    }

    /** Down to a part of what one eigenvalue alone would be at the far end; that of the largest spectrum counts. */
    private LogScale shares(List<SpectrumDensity> densities) {
        double highest =
                densities.stream().mapToDouble(SpectrumDensity::highest).max().orElseThrow();
        double widest = SpectrumDensity.WIDTH
                * spectra.stream()
                        .flatMapToDouble(spectrum -> DoubleStream.of(spectrum.least(), spectrum.largest()))
                        .map(scale::slope)
                        .max()
                        .orElseThrow();
        double one = spectra.stream()
                .mapToDouble(spectrum -> 1.0 / spectrum.dimension().orElse(Long.MAX_VALUE))
                .min()
                .orElseThrow();
        double floor = SHARE_OF_ONE * one / (widest * StrictMath.sqrt(2 * Math.PI));
        double high = 1.5 * highest;
        return new LogScale(Math.max(floor, high * StrictMath.pow(10, -MOST_DECADES)), high, high);
    }

    private void spectrum(Canvas canvas, LinePanel panel, SpectrumDensity density, LogScale shares, int place) {
        Spectrum spectrum = spectra.get(place);
        Color colour = TrainingPicture.colour(spectrum.network());
        float[] dashes = dashes(place);
        double[] shown = DoubleStream.of(density.density())
                .map(value -> value >= shares.low() ? value : Double.NaN)
                .toArray();
        panel.line(values, shown, colour, 3, dashes);
        end(canvas, panel, "lambda-min", spectrum.lambdaMin(), colour, place);
        end(canvas, panel, "lambda-max", spectrum.lambdaMax(), colour, place);
        double y = TOP + PLOT.height + BELOW + 2 * LINE * place;
        canvas.stroke(new Line2D.Double(MARGIN, y, MARGIN + 70.0, y), colour, 4, dashes);
        canvas.text(name(spectrum), MARGIN + 86, y, Canvas.Anchor.LEFT, Lettering.BOLD, Canvas.TEXT, Canvas.INK);
        canvas.text(words(spectrum), MARGIN + 86, y + LINE, Canvas.Anchor.LEFT, Lettering.REGULAR, 17, Canvas.INK);
    }

    /** Two networks of one wiring are told apart by their dashes. */
    private float[] dashes(int place) {
        String wiring = spectra.get(place).network().wiring();
        long before = spectra.subList(0, place).stream()
                .filter(other -> other.network().wiring().equals(wiring))
                .count();
        return DASHES.get((int) before % DASHES.size());
    }

    private static void end(Canvas canvas, LinePanel panel, String name, double value, Color colour, int place) {
        if (Double.isFinite(value)) {
            double x = panel.x(value);
            double top = PLOT.getMinY() - 10 - 14.0 * place;
            canvas.group(name, () -> {
                canvas.stroke(new Line2D.Double(x, top, x, PLOT.getMaxY()), colour, 2, END_DASHES);
                canvas.stroke(new Line2D.Double(x - 6, top, x + 6, top), colour, 6);
            });
        }
    }

    private static String words(Spectrum spectrum) {
        List<String> words = new ArrayList<>();
        if (Double.isFinite(spectrum.lambdaMin())) {
            words.add("λ from %s to %s (dotted)"
                    .formatted(Numbers.lettered(spectrum.lambdaMin()), Numbers.lettered(spectrum.lambdaMax())));
        }
        words.add("mean " + Numbers.lettered(spectrum.mean()));
        spectrum.dimension().ifPresent(count -> words.add(Numbers.count(count) + " parameters"));
        int probes = spectrum.probes().size();
        words.add("%d %s, %s examples"
                .formatted(probes, probes == 1 ? "probe" : "probes", Numbers.count(spectrum.examples())));
        return String.join(", ", words);
    }
}
