package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ContoursTest {

    private static double[][] lattice(int columns, int rows, DoubleBinaryOperator value) {
        double[][] values = new double[columns][rows];
        for (int x = 0; x < columns; x++) {
            for (int y = 0; y < rows; y++) {
                values[x][y] = value.applyAsDouble(x, y);
            }
        }
        return values;
    }

    /** Points of a path, those that begin a line and closings among them: {command, x, y}. */
    private static List<double[]> points(Path2D path) {
        List<double[]> points = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator each = path.getPathIterator(null); !each.isDone(); each.next()) {
            points.add(new double[] {each.currentSegment(at), at[0], at[1]});
        }
        return points;
    }

    @Test
    void aPlaneHasOneStraightLine() {
        Path2D line = Contours.of(lattice(4, 6, (x, y) -> x), 1.25);
        assertThat(points(line)).hasSize(6).allSatisfy(point -> assertThat(point[1])
                .isCloseTo(1.25, within(1e-12)));
        assertThat(line.getBounds2D().getMinY()).isZero();
        assertThat(line.getBounds2D().getMaxY()).isEqualTo(5);
    }

    @Test
    void columnsAreNotRows() {
        Path2D line = Contours.of(lattice(3, 7, (x, y) -> y), 4.5);
        assertThat(points(line)).allSatisfy(point -> assertThat(point[2]).isCloseTo(4.5, within(1e-12)));
        assertThat(line.getBounds2D().getMaxX()).isEqualTo(2);
    }

    /** Along an edge x² + y² is a parabola that the line takes for a chord: the error is below an eighth over the radius. */
    @Test
    void aBowlHasOneClosedCircle() {
        List<double[]> circle = points(Contours.of(lattice(21, 21, (x, y) -> sq(x - 10) + sq(y - 10)), 49));
        assertThat(circle.get(0)[0]).isEqualTo(PathIterator.SEG_MOVETO);
        assertThat(circle.get(circle.size() - 1)[0]).isEqualTo(PathIterator.SEG_CLOSE);
        assertThat(circle)
                .filteredOn(point -> point[0] == PathIterator.SEG_MOVETO)
                .hasSize(1);
        assertThat(circle).hasSizeGreaterThan(40).allSatisfy(point -> assertThat(
                        Math.hypot(point[1] - 10, point[2] - 10))
                .isCloseTo(7, within(1.0 / 8 / 7 + 1e-9)));
    }

    private static double sq(double value) {
        return value * value;
    }

    @Test
    void aSaddleIsTwoLinesThatDoNotCross() {
        Path2D joined = Contours.of(new double[][] {{1, 0}, {0, 1}}, 0.4);
        Path2D parted = Contours.of(new double[][] {{1, 0}, {0, 1}}, 0.6);
        assertThat(points(joined)).hasSize(4);
        assertThat(points(parted)).hasSize(4);
        assertThat(joined.getBounds2D()).isNotNull();
        assertThat(points(joined).get(0)).containsExactly(PathIterator.SEG_MOVETO, 0.6, 0);
        assertThat(points(joined).get(1)).containsExactly(PathIterator.SEG_LINETO, 1, 0.4);
        assertThat(points(parted).get(1)).containsExactly(PathIterator.SEG_LINETO, 0, 0.4);
    }

    @Test
    void noLineTouchesAHole() {
        Path2D line = Contours.of(lattice(4, 6, (x, y) -> y == 3 ? Double.NaN : x), 1.5);
        assertThat(points(line)).extracting(point -> point[2]).containsExactlyInAnyOrder(0.0, 1.0, 2.0, 4.0, 5.0);
        assertThat(points(line))
                .filteredOn(point -> point[0] == PathIterator.SEG_MOVETO)
                .hasSize(2);
    }

    @Test
    void aLevelBeyondAllValuesHasNone() {
        assertThat(points(Contours.of(lattice(4, 4, (x, y) -> x + y), 100))).isEmpty();
        assertThat(points(Contours.of(lattice(4, 4, (x, y) -> x + y), -100))).isEmpty();
    }
}
