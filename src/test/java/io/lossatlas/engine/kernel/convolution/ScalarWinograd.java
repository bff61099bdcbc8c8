package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Tensor;

/** F(2x2, 3x3) of one tile at a time, by its matrices: columns first, then rows. */
record ScalarWinograd(Tensor from, float[] weights, int filters, int biases) implements ScalarConvolution {

    @Override
    public float at(int o, int y, int x, int lane, boolean adds, float added, float floor) {
        float[][] m = new float[4][4];
        for (int i = 0; i < from.shape().channels(); i++) {
            float[][] u = filter(filters + (o * from.shape().channels() + i) * 9);
            float[][] v = tile(i, y / 2 * 2 - 1, x / 2 * 2 - 1, lane);
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 4; c++) {
                    m[r][c] = Math.fma(v[r][c], u[r][c], m[r][c]);
                }
            }
        }
        float[] column = new float[4];
        for (int c = 0; c < 4; c++) {
            column[c] = y % 2 == 0 ? m[0][c] + m[1][c] + m[2][c] : m[1][c] - m[2][c] - m[3][c];
        }
        column[1] += weights[biases + o];
        float result = x % 2 == 0 ? column[0] + column[1] + column[2] : column[1] - column[2] - column[3];
        if (adds) {
            result += added;
        }
        return result < floor ? floor : result;
    }

    /** {@code G w G'} in double. */
    private float[][] filter(int first) {
        double[][] columns = new double[4][3];
        for (int c = 0; c < 3; c++) {
            double[] transformed = extended(weights[first + c], weights[first + 3 + c], weights[first + 6 + c]);
            for (int r = 0; r < 4; r++) {
                columns[r][c] = transformed[r];
            }
        }
        float[][] u = new float[4][4];
        for (int r = 0; r < 4; r++) {
            double[] transformed = extended(columns[r][0], columns[r][1], columns[r][2]);
            for (int c = 0; c < 4; c++) {
                u[r][c] = (float) transformed[c];
            }
        }
        return u;
    }

    private static double[] extended(double a, double b, double c) {
        double ends = 0.5 * (a + c);
        double middle = 0.5 * b;
        return new double[] {a, ends + middle, ends - middle, c};
    }

    /** {@code B' d B}. */
    private float[][] tile(int channel, int y, int x, int lane) {
        float[][] rows = new float[4][4];
        for (int c = 0; c < 4; c++) {
            float[] d = new float[4];
            for (int r = 0; r < 4; r++) {
                d[r] = ScalarConvolution.input(from, channel, y + r, x + c, lane);
            }
            float[] transformed = differences(d);
            for (int r = 0; r < 4; r++) {
                rows[r][c] = transformed[r];
            }
        }
        for (int r = 0; r < 4; r++) {
            rows[r] = differences(rows[r]);
        }
        return rows;
    }

    private static float[] differences(float[] d) {
        return new float[] {d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]};
    }
}
