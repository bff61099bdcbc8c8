package io.lossatlas.analysis.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.MetricValues.Exact;
import io.lossatlas.analysis.network.NetworkPath.Point;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PathShapeTest {
    private static Map<Metric, Exact> measured(Point... points) {
        return MetricValues.of(List.of(new PathShape()), new NetworkPath(List.of(points)))
                .exact();
    }

    /** Distances (3, 4, 12) and (0, 0, 5) from the centre: squared 169 and 25, of which 9 + 16 lie in the plane. */
    @Test
    void sharesOfThePathInThePlane() {
        Map<Metric, Exact> found =
                measured(new Point(3, 4, 12.0 / 13, 13), new Point(0, 0, 1, 5), new Point(0, 0, 0, 0));

        assertThat(found.get(PathShape.PATH_VARIANCE).value()).isCloseTo(25.0 / 194, tolerance());
        assertThat(found.get(PathShape.PATH_VARIANCE_X).value()).isCloseTo(9.0 / 194, tolerance());
        assertThat(found.get(PathShape.PATH_VARIANCE_Y).value()).isCloseTo(16.0 / 194, tolerance());
        assertThat(found.get(PathShape.LARGEST_RESIDUAL)).isEqualTo(new Exact(1, 3));
    }

    @Test
    void aPathInThePlaneIsWhollyThere() {
        Map<Metric, Exact> found = measured(new Point(0, 0, 0, 0), new Point(-3, 4, 0, 5));

        assertThat(found.get(PathShape.PATH_VARIANCE)).isEqualTo(new Exact(1, 2));
        assertThat(found.get(PathShape.LARGEST_RESIDUAL)).isEqualTo(new Exact(0, 2));
    }

    /** A training that moved nothing has no variance to share. */
    @Test
    void aPathOfNoLengthHasNoShares() {
        assertThat(measured(new Point(0, 0, 0, 0))).containsOnlyKeys(PathShape.LARGEST_RESIDUAL);
    }

    private static Offset<Double> tolerance() {
        return Offset.offset(1e-15);
    }
}
