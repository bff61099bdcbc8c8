package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Tensor;

/**
 * F(4x4, 3x3) of one tile at a time, at the points 0, 3/4, -3/4, 5/4, -5/4 and infinity: inputs first down the columns, then
 * along the rows; outputs the other way.
 */
record ScalarWinograd4x4(Tensor from, float[] weights, int filters, int biases) implements ScalarConvolution {
    private static final double[] POINTS = {0, 0.75, -0.75, 1.25, -1.25};

    @Override
    public float at(int o, int y, int x, int lane, boolean adds, float added, float floor) {
        float[][] m = new float[6][6];
        for (int i = 0; i < from.shape().channels(); i++) {
            float[][] u = filter(filters + (o * from.shape().channels() + i) * 9);
            float[][] v = tile(i, y / 4 * 4 - 1, x / 4 * 4 - 1, lane);
            for (int r = 0; r < 6; r++) {
                for (int c = 0; c < 6; c++) {
                    m[r][c] = Math.fma(v[r][c], u[r][c], m[r][c]);
                }
            }
        }
        float[] column = new float[6];
        for (int r = 0; r < 6; r++) {
            column[r] = value(m[r], x % 4);
        }
        float result = value(column, y % 4, weights[biases + o]);
        if (adds) {
            result += added;
        }
        return result < floor ? floor : result;
    }

    /** One of four values of six. */
    private static float value(float[] m, int which) {
        float p = m[1] + m[2];
        float r = m[1] - m[2];
        float s = m[3] + m[4];
        float t = m[3] - m[4];
        return switch (which) {
            case 0 -> m[0] + p + s;
            case 1 -> Math.fma(r, 0.75f, t * 1.25f);
            case 2 -> Math.fma(p, 0.5625f, s * 1.5625f);
            default -> Math.fma(r, 0.421875f, Math.fma(t, 1.953125f, m[5]));
        };
    }

    /** The same and a bias. */
    private static float value(float[] m, int which, float bias) {
        float p = m[1] + m[2];
        float r = m[1] - m[2];
        float s = m[3] + m[4];
        float t = m[3] - m[4];
        return switch (which) {
            case 0 -> m[0] + p + (s + bias);
            case 1 -> Math.fma(r, 0.75f, Math.fma(t, 1.25f, bias));
            case 2 -> Math.fma(p, 0.5625f, Math.fma(s, 1.5625f, bias));
            default -> Math.fma(r, 0.421875f, Math.fma(t, 1.953125f, m[5] + bias));
        };
    }

    /** {@code G w G'} in double. */
    private float[][] filter(int first) {
        double[][] columns = new double[6][3];
        for (int c = 0; c < 3; c++) {
            double[] transformed = atPoints(weights[first + c], weights[first + 3 + c], weights[first + 6 + c]);
            for (int r = 0; r < 6; r++) {
                columns[r][c] = transformed[r];
            }
        }
        float[][] u = new float[6][6];
        for (int r = 0; r < 6; r++) {
            double[] transformed = atPoints(columns[r][0], columns[r][1], columns[r][2]);
            for (int c = 0; c < 6; c++) {
                u[r][c] = (float) transformed[c];
            }
        }
        return u;
    }

    private static double[] atPoints(double x, double y, double z) {
        double[] values = new double[6];
        for (int j = 0; j < 5; j++) {
            double divisor = 1;
            for (double other : POINTS) {
                divisor *= other == POINTS[j] ? 1 : POINTS[j] - other;
            }
            values[j] = (x + POINTS[j] * POINTS[j] * z + POINTS[j] * y) * (1 / divisor);
        }
        values[5] = z;
        return values;
    }

    /** {@code B' d B}. */
    private float[][] tile(int channel, int y, int x, int lane) {
        float[][] rows = new float[6][6];
        for (int c = 0; c < 6; c++) {
            float[] d = new float[6];
            for (int r = 0; r < 6; r++) {
                d[r] = ScalarConvolution.input(from, channel, y + r, x + c, lane);
            }
            float[] transformed = transformed(d);
            for (int r = 0; r < 6; r++) {
                rows[r][c] = transformed[r];
            }
        }
        for (int r = 0; r < 6; r++) {
            rows[r] = transformed(rows[r]);
        }
        return rows;
    }

    private static float[] transformed(float[] d) {
        float p = Math.fma(d[2], -1.5625f, d[4]);
        float q = Math.fma(d[1], -1.5625f, d[3]);
        float s = Math.fma(d[2], -0.5625f, d[4]);
        float t = Math.fma(d[1], -0.5625f, d[3]);
        return new float[] {
            Math.fma(d[0], 0.87890625f, Math.fma(d[2], -2.125f, d[4])),
            Math.fma(q, 0.75f, p),
            Math.fma(q, -0.75f, p),
            Math.fma(t, 1.25f, s),
            Math.fma(t, -1.25f, s),
            Math.fma(d[1], 0.87890625f, Math.fma(d[3], -2.125f, d[5]))
        };
    }
}
