package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.Network;
import io.lossatlas.results.TrainingCurve;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Loss and accuracy along the training, side by side: plain and skip in two colours, each depth with its own dashes. */
public final class TrainingPicture extends Figure {
    /** Colour of networks without skip connections. */
    static final Color PLAIN = new Color(0xb34700);
    /** Colour of networks with skip connections. */
    static final Color SKIP = new Color(0x00629b);

    private static final List<float[]> DASHES = List.of(
            new float[0], new float[] {16, 8}, new float[] {4, 6}, new float[] {20, 6, 4, 6}, new float[] {30, 8});
    private static final int SIZE = 560;
    private static final int MARGIN = 120;
    private static final int TOP = 110;
    private static final int BELOW = 110;
    private static final int LINE = 34;

    private final List<TrainingCurve> curves;
    private final GuessingLoss guessing;
    private final List<Integer> depths;
    private final double last;

    /**
     * Lays out curves.
     *
     * @param curves of one split, at least one
     * @param guessing the loss that is marked
     */
    public TrainingPicture(List<TrainingCurve> curves, GuessingLoss guessing) {
        super(
                heading(curves) + ": "
                        + curves.stream().map(curve -> curve.network().id()).collect(Collectors.joining(", ")),
                2 * (MARGIN + SIZE) + 40,
                TOP + SIZE + BELOW + LINE * ((curves.size() + 1) / 2) + 20);
        this.curves = curves;
        this.guessing = guessing;
        this.depths =
                curves.stream().map(curve -> curve.network().depth()).distinct().toList();
        this.last = Math.max(
                1,
                curves.stream()
                        .flatMapToDouble(curve -> DoubleStream.of(curve.steps()))
                        .max()
                        .orElse(1));
    }

    private static String heading(List<TrainingCurve> curves) {
        return "Training, loss and accuracy on the %s slice"
                .formatted(curves.get(0).split());
    }

    @Override
    void draw(Canvas canvas) {
        canvas.text(heading(curves), MARGIN, 40, Canvas.Anchor.LEFT, Lettering.BOLD, 26, Canvas.INK);
        Rectangle left = new Rectangle(MARGIN, TOP, SIZE, SIZE);
        Rectangle right = new Rectangle(2 * MARGIN + SIZE, TOP, SIZE, SIZE);
        LogScale scale = LogScale.whole(curves.stream().flatMapToDouble(curve -> DoubleStream.of(curve.loss())));
        ChartAxis steps = ChartAxis.linear("step", 0, last, 6);
        LinePanel losses = new LinePanel(canvas, left, steps, ChartAxis.logarithmic("loss (logarithmic)", scale));
        LinePanel accuracies = new LinePanel(canvas, right, steps, ChartAxis.linear("accuracy", 0, 1, 6));
        canvas.group("loss", losses::frame);
        canvas.group("accuracy", accuracies::frame);
        if (scale.holds(guessing.loss())) {
            canvas.group("guessing", () -> guessing(canvas, left, losses.y(guessing.loss())));
        }
        for (int n = 0; n < curves.size(); n++) {
            TrainingCurve curve = curves.get(n);
            int place = n;
            canvas.group(curve.network().id(), () -> {
                losses.line(curve.steps(), curve.loss(), colour(curve), 4, dashes(curve));
                accuracies.line(curve.steps(), curve.accuracy(), colour(curve), 4, dashes(curve));
                name(canvas, curve, place);
            });
        }
    }

    private void guessing(Canvas canvas, Rectangle plot, double y) {
        Line2D line = new Line2D.Double(plot.x, y, plot.getMaxX(), y);
        canvas.stroke(line, SurfacePanel.GUESSING_COLOUR, 2, SurfacePanel.DASHES);
        canvas.text(guessing.text(), plot.getMaxX() - 8, y - 18, Canvas.Anchor.RIGHT);
    }

    private void name(Canvas canvas, TrainingCurve curve, int n) {
        double x = MARGIN + (n % 2) * (MARGIN + SIZE);
        double y = TOP + SIZE + BELOW + LINE * (n / 2);
        canvas.stroke(new Line2D.Double(x, y, x + 70, y), colour(curve), 4, dashes(curve));
        canvas.text(curve.network().id(), x + 86, y, Canvas.Anchor.LEFT);
    }

    private static Color colour(TrainingCurve curve) {
        return colour(curve.network());
    }

    /** The colour of a network. */
    static Color colour(Network network) {
        return network.skip() ? SKIP : network.plain() ? PLAIN : Canvas.INK;
    }

    private float[] dashes(TrainingCurve curve) {
        return DASHES.get(depths.indexOf(curve.network().depth()) % DASHES.size());
    }
}
