package io.lossatlas.plane.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalDirectionsTest {
    /** Along (3, 4) / 5 four times as far as across: the first direction and the second are known. */
    @Test
    void aPathInAPlaneHasThatPlane() {
        List<float[]> found = PrincipalDirections.of(List.of(
                new double[] {2.4, 0, 3.2}, new double[] {-2.4, 0, -3.2}, new double[] {0.8, 0, -0.6}, new double[] {
                    -0.8, 0, 0.6
                }));

        assertThat(found).hasSize(2);
        assertThat(found.get(0)).containsExactly(new float[] {0.6f, 0, 0.8f}, within(1e-7f));
        assertThat(found.get(1)).containsExactly(new float[] {0.8f, 0, -0.6f}, within(1e-7f));
    }

    @Test
    void aStraightPathHasOneDirection() {
        assertThat(PrincipalDirections.of(List.of(new double[] {-1, -1, 1, 1}, new double[] {-2, -2, 2, 2})))
                .singleElement()
                .satisfies(direction -> assertThat(direction).containsExactly(0.5f, 0.5f, -0.5f, -0.5f));
        assertThat(PrincipalDirections.of(List.of(new double[3], new double[3])))
                .isEmpty();
    }

    /** Points of a circle about the centre: both directions have the same share, and any two of the plane will do. */
    @Test
    void aCircleHasTwoEqualDirectionsInItsPlane() {
        List<double[]> circle = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            double angle = n * Math.PI / 6;
            circle.add(new double[] {0, Math.cos(angle), 0, Math.sin(angle)});
        }

        List<float[]> found = PrincipalDirections.of(circle);

        assertThat(found).hasSize(2);
        assertThat(product(found.get(0), found.get(1))).isCloseTo(0, within(1e-7));
        for (float[] direction : found) {
            assertThat(product(direction, direction)).isCloseTo(1, within(1e-6));
            assertThat(direction[0]).isCloseTo(0, within(1e-7f));
            assertThat(direction[2]).isCloseTo(0, within(1e-7f));
        }
    }

    /** Three equal components: two are found, and a third of the squares is left outside. */
    @Test
    void ofThreeEqualComponentsTwoAreShown() {
        List<double[]> corners =
                List.of(new double[] {3, 0, 0, 0}, new double[] {0, 3, 0, 0}, new double[] {0, 0, 3, 0});

        List<float[]> found = PrincipalDirections.of(corners);

        double inside = corners.stream()
                .mapToDouble(corner -> found.stream()
                        .mapToDouble(direction -> Math.pow(3 * direction[corners.indexOf(corner)], 2))
                        .sum())
                .sum();
        assertThat(inside).isCloseTo(18, within(1e-5));
    }

    /** Singular vectors of a random matrix: rows lose most when they are projected on them, by M^T M v = s v. */
    @Test
    void directionsAreEigenvectorsOfTheScatter() {
        Random random = new Random(14);
        List<double[]> rows = new ArrayList<>();
        for (int n = 0; n < 6; n++) {
            rows.add(random.doubles(40, -1, 1).toArray());
        }

        for (float[] direction : PrincipalDirections.of(rows)) {
            double[] image = new double[40];
            for (double[] row : rows) {
                double along = 0;
                for (int k = 0; k < 40; k++) {
                    along += row[k] * direction[k];
                }
                for (int k = 0; k < 40; k++) {
                    image[k] += along * row[k];
                }
            }
            double eigenvalue = 0;
            float largest = 0;
            for (int k = 0; k < 40; k++) {
                eigenvalue += image[k] * direction[k];
                largest = Math.abs(direction[k]) > Math.abs(largest) ? direction[k] : largest;
            }
            assertThat(largest).isPositive();
            for (int k = 0; k < 40; k++) {
                assertThat(image[k]).isCloseTo(eigenvalue * direction[k], within(1e-5));
            }
        }
    }

    private static double product(float[] left, float[] right) {
        double sum = 0;
        for (int n = 0; n < left.length; n++) {
            sum += (double) left[n] * right[n];
        }
        return sum;
    }
}
