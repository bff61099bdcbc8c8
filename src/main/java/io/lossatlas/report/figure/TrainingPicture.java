package io.lossatlas.report.figure;

import io.lossatlas.results.Network;
import io.lossatlas.results.TrainingCurve;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** Loss and accuracy along the training, side by side: plain and skip in two colours, each depth with its own dashes. */
public final class TrainingPicture {
    private static final Color PLAIN = new Color(0xb34700);
    private static final Color SKIP = new Color(0x00629b);
    private static final List<float[]> DASHES = List.of(
            new float[0], new float[] {16, 8}, new float[] {4, 6}, new float[] {20, 6, 4, 6}, new float[] {30, 8});
    private static final int SIZE = 560;
    private static final int MARGIN = 120;
    private static final int TOP = 110;
    private static final int BELOW = 110;
    private static final int LINE = 34;

    private final List<TrainingCurve> curves;
    private final List<Integer> depths;
    private final Canvas canvas;
    private final double last;

    private TrainingPicture(List<TrainingCurve> curves) {
        this.curves = curves;
        this.depths =
                curves.stream().map(curve -> curve.network().depth()).distinct().toList();
        this.last = Math.max(
                1,
                curves.stream()
                        .flatMapToDouble(curve -> DoubleStream.of(curve.steps()))
                        .max()
                        .orElse(1));
        this.canvas = new Canvas(2 * (MARGIN + SIZE) + 40, TOP + SIZE + BELOW + LINE * ((curves.size() + 1) / 2) + 20);
    }

    /**
     * Draws curves.
     *
     * @param curves of one split, at least one
     * @return a PNG file
     */
    public static byte[] png(List<TrainingCurve> curves) {
        TrainingPicture picture = new TrainingPicture(curves);
        picture.draw();
        return picture.canvas.png();
    }

    private void draw() {
        String title = "Training, loss and accuracy on the %s slice"
                .formatted(curves.get(0).split());
        canvas.text(title, MARGIN, 40, Canvas.Anchor.LEFT, Lettering.BOLD, 26, Canvas.INK);
        Rectangle left = new Rectangle(MARGIN, TOP, SIZE, SIZE);
        Rectangle right = new Rectangle(2 * MARGIN + SIZE, TOP, SIZE, SIZE);
        LogScale scale = LogScale.whole(curves.stream().flatMapToDouble(curve -> DoubleStream.of(curve.loss())));
        frame(left, "loss (logarithmic)", Ticks.of(scale), scale::position, Ticks::label);
        frame(right, "accuracy", Ticks.linear(0, 1, 6), share -> share, Numbers::tick);
        if (scale.holds(SurfacePanel.GUESSING)) {
            double y = left.getMaxY() - SIZE * scale.position(SurfacePanel.GUESSING);
            Line2D guessing = new Line2D.Double(left.x, y, left.getMaxX(), y);
            canvas.stroke(guessing, SurfacePanel.GUESSING_COLOUR, 2, SurfacePanel.DASHES);
            canvas.text("ln 10", left.getMaxX() - 8, y - 18, Canvas.Anchor.RIGHT);
        }
        for (int n = 0; n < curves.size(); n++) {
            line(left, curves.get(n), curves.get(n).loss(), scale::position);
            line(right, curves.get(n), curves.get(n).accuracy(), share -> share);
            name(curves.get(n), n);
        }
    }

    private interface Labels {
        String of(double value);
    }

    private void frame(Rectangle plot, String name, List<Double> ticks, DoubleUnaryOperator position, Labels labels) {
        canvas.stroke(plot, Canvas.INK, 2);
        canvas.upwards(name, plot.x - MARGIN + 1.2 * Canvas.TEXT, plot.getCenterY());
        int every = Math.max(1, ticks.size() / 9);
        for (int n = 0; n < ticks.size(); n += every) {
            double y = plot.getMaxY() - SIZE * position.applyAsDouble(ticks.get(n));
            canvas.stroke(new Line2D.Double(plot.x - 8.0, y, plot.x, y), Canvas.INK, 2);
            canvas.text(labels.of(ticks.get(n)), plot.x - 16.0, y, Canvas.Anchor.RIGHT);
        }
        for (double step : Ticks.linear(0, last, 6)) {
            double x = plot.x + SIZE * step / last;
            canvas.stroke(new Line2D.Double(x, plot.getMaxY(), x, plot.getMaxY() + 8), Canvas.INK, 2);
            canvas.text(Numbers.tick(step), x, plot.getMaxY() + 8 + Canvas.TEXT, Canvas.Anchor.MIDDLE);
        }
        canvas.text("step", plot.getCenterX(), plot.getMaxY() + 8 + 2.4 * Canvas.TEXT, Canvas.Anchor.MIDDLE);
    }

    private void line(Rectangle plot, TrainingCurve curve, double[] values, DoubleUnaryOperator position) {
        Path2D line = new Path2D.Double();
        boolean pen = false;
        for (int n = 0; n < values.length; n++) {
            double y = plot.getMaxY() - SIZE * position.applyAsDouble(values[n]);
            boolean finite = Double.isFinite(values[n]);
            if (finite && pen) {
                line.lineTo(plot.x + SIZE * curve.steps()[n] / last, y);
            } else if (finite) {
                line.moveTo(plot.x + SIZE * curve.steps()[n] / last, y);
            }
            pen = finite;
        }
        canvas.stroke(line, colour(curve), 4, dashes(curve));
    }

    private void name(TrainingCurve curve, int n) {
        double x = MARGIN + (n % 2) * (MARGIN + SIZE);
        double y = TOP + SIZE + BELOW + LINE * (n / 2);
        canvas.stroke(new Line2D.Double(x, y, x + 70, y), colour(curve), 4, dashes(curve));
        canvas.text(curve.network().id(), x + 86, y, Canvas.Anchor.LEFT);
    }

    private static Color colour(TrainingCurve curve) {
        Network network = curve.network();
        return network.skip() ? SKIP : network.plain() ? PLAIN : Canvas.INK;
    }

    private float[] dashes(TrainingCurve curve) {
        return DASHES.get(depths.indexOf(curve.network().depth()) % DASHES.size());
    }
}
