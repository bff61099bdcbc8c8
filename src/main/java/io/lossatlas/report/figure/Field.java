package io.lossatlas.report.figure;

import io.lossatlas.results.Surface;

/**
 * A surface between its points: positions on a scale, bilinear between the four points around. A hole is
 * nowhere filled in: what is nearest to it is part of it, and the rest of its neighbourhood is made of the finite points.
 */
final class Field {
    private final double[][] positions;

    Field(Surface surface, LogScale scale) {
        positions = new double[surface.alphas().length][surface.betas().length];
        for (int i = 0; i < positions.length; i++) {
            for (int j = 0; j < positions[i].length; j++) {
                double loss = surface.loss(i, j);
                positions[i][j] = Double.isFinite(loss) ? scale.position(loss) : Double.NaN;
            }
        }
    }

    /**
     * Of values that are positions already.
     *
     * @param values {@code double[nx * ny]}, NaN at holes
     */
    Field(double[] values, int nx, int ny) {
        positions = new double[nx][ny];
        for (int i = 0; i < nx; i++) {
            System.arraycopy(values, i * ny, positions[i], 0, ny);
        }
    }

    /**
     * Position on the scale at a place of the plane; NaN in a hole.
     *
     * @param across from 0 at the first alpha to 1 at the last
     * @param up from 0 at the first beta to 1 at the last
     */
    double at(double across, double up) {
        double u = across * (positions.length - 1);
        double v = up * (positions[0].length - 1);
        if (Double.isNaN(positions[nearest(u)][nearest(v)])) {
            return Double.NaN;
        }
        int i = (int) u;
        int j = (int) v;
        double sum = 0;
        double weights = 0;
        for (int corner = 0; corner < 4; corner++) {
            int right = corner & 1;
            int above = corner >> 1;
            double weight = (right == 1 ? u - i : 1 - (u - i)) * (above == 1 ? v - j : 1 - (v - j));
            if (weight > 0 && !Double.isNaN(positions[i + right][j + above])) {
                sum += weight * positions[i + right][j + above];
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static int nearest(double place) {
        return (int) Math.floor(place + 0.5);
    }
}
