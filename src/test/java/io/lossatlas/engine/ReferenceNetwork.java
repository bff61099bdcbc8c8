package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;
import java.util.Arrays;

/** The network of a variant computed as its definition reads, in double, without DL4J. */
public final class ReferenceNetwork {
    private final Variant variant;
    private final ParameterLayout layout;
    private final double[] parameters;
    private final boolean batchStatistics;

    /** With running statistics, or with those of the batch that is run. */
    public ReferenceNetwork(Variant variant, Weights weights, boolean batchStatistics) {
        this(variant, weights.layout(), Vectors.widened(weights.values()), batchStatistics);
    }

    public ReferenceNetwork(Variant variant, ParameterLayout layout, double[] parameters, boolean batchStatistics) {
        this.variant = variant;
        this.layout = layout;
        this.parameters = parameters;
        this.batchStatistics = batchStatistics;
    }

    /** A batch {@code double[count][channels][height][width]} as one record. */
    private record Planes(double[][][][] at) {
        int channels() {
            return at[0].length;
        }
    }

    /** Losses of the first {@code count} images. */
    public double[] losses(LabelledImages images, int count) {
        double[][] logits = logits(images, count);
        double[] losses = new double[count];
        for (int n = 0; n < count; n++) {
            double sum = 0;
            for (double logit : logits[n]) {
                sum += Math.exp(logit);
            }
            losses[n] = Math.log(sum) - logits[n][images.label(n)];
        }
        return losses;
    }

    double[][] logits(LabelledImages images, int count) {
        Planes x = relu(bn("stem/bn", conv("stem/conv", input(images, count), 1, 1)));
        for (int b = 0; b < variant.blocks(); b++) {
            String name = "b%02d".formatted(b);
            int stride = variant.channels(variant.stage(b)) == x.channels() ? 1 : 2;
            Planes y = relu(bn(name + "/bn1", conv(name + "/conv1", x, stride, 1)));
            y = bn(name + "/bn2", conv(name + "/conv2", y, 1, 1));
            if (variant.skip()) {
                y = add(y, stride == 1 ? x : bn(name + "/projbn", conv(name + "/proj", x, stride, 0)));
            }
            x = relu(y);
        }
        return dense(x);
    }

    private static Planes input(LabelledImages images, int count) {
        double[][][][] at =
                new double[count][1][images.shape().height()][images.shape().width()];
        for (int n = 0; n < count; n++) {
            for (int p = 0; p < images.shape().size(); p++) {
                at[n][0][p / images.shape().width()][p % images.shape().width()] = Normalisation.mnist(1)
                        .input(0, images.bytes()[n * images.shape().size() + p]);
            }
        }
        return new Planes(at);
    }

    private Planes conv(String name, Planes x, int stride, int padding) {
        Parameter block = layout.parameter(name, Role.CONV);
        double[] w = of(name, Role.CONV);
        int outs = block.shape().get(0);
        int ins = block.shape().get(1);
        int kernel = block.shape().get(2);
        int height = (x.at[0][0].length + 2 * padding - kernel) / stride + 1;
        int width = (x.at[0][0][0].length + 2 * padding - kernel) / stride + 1;
        double[][][][] y = new double[x.at.length][outs][height][width];
        for (int n = 0; n < y.length; n++) {
            for (int o = 0; o < outs; o++) {
                for (int i = 0; i < height; i++) {
                    for (int j = 0; j < width; j++) {
                        double sum = 0;
                        for (int c = 0; c < ins; c++) {
                            for (int k = 0; k < kernel * kernel; k++) {
                                int row = i * stride + k / kernel - padding;
                                int column = j * stride + k % kernel - padding;
                                boolean inside = row >= 0
                                        && column >= 0
                                        && row < x.at[n][c].length
                                        && column < x.at[n][c][0].length;
                                sum += inside ? w[(o * ins + c) * kernel * kernel + k] * x.at[n][c][row][column] : 0;
                            }
                        }
                        y[n][o][i][j] = sum;
                    }
                }
            }
        }
        return new Planes(y);
    }

    private Planes bn(String name, Planes x) {
        double[] gamma = of(name, Role.BN_GAMMA);
        double[] beta = of(name, Role.BN_BETA);
        double[] mean = of(name, Role.BN_MEAN);
        double[] variance = of(name, Role.BN_VAR);
        for (int c = 0; c < x.channels(); c++) {
            double centre = batchStatistics ? moment(x, c, 0, 1) : mean[c];
            double spread = batchStatistics ? moment(x, c, centre, 2) : variance[c];
            double scale = gamma[c] / Math.sqrt(spread + FamilyGraph.BN_EPSILON);
            for (double[][][] image : x.at) {
                for (double[] row : image[c]) {
                    for (int j = 0; j < row.length; j++) {
                        row[j] = (row[j] - centre) * scale + beta[c];
                    }
                }
            }
        }
        return x;
    }

    private static double moment(Planes x, int channel, double centre, int power) {
        double sum = 0;
        long count = 0;
        for (double[][][] image : x.at) {
            for (double[] row : image[channel]) {
                for (double value : row) {
                    sum += Math.pow(value - centre, power);
                    count++;
                }
            }
        }
        return sum / count;
    }

    private static Planes relu(Planes x) {
        for (double[][][] image : x.at) {
            for (double[][] plane : image) {
                for (double[] row : plane) {
                    for (int j = 0; j < row.length; j++) {
                        row[j] = Math.max(0, row[j]);
                    }
                }
            }
        }
        return new Planes(x.at);
    }

    private static Planes add(Planes x, Planes y) {
        double[][][][] sum = new double[x.at.length][x.channels()][x.at[0][0].length][x.at[0][0][0].length];
        for (int n = 0; n < sum.length; n++) {
            for (int c = 0; c < sum[n].length; c++) {
                for (int i = 0; i < sum[n][c].length; i++) {
                    for (int j = 0; j < sum[n][c][i].length; j++) {
                        sum[n][c][i][j] = x.at[n][c][i][j] + y.at[n][c][i][j];
                    }
                }
            }
        }
        return new Planes(sum);
    }

    private double[][] dense(Planes x) {
        double[] w = of(FamilyGraph.HEAD, Role.DENSE);
        double[] b = of(FamilyGraph.HEAD, Role.BIAS);
        double[][] logits = new double[x.at.length][b.length];
        for (int n = 0; n < logits.length; n++) {
            for (int k = 0; k < b.length; k++) {
                logits[n][k] = b[k];
                for (int c = 0; c < x.channels(); c++) {
                    double sum = 0;
                    for (double[] row : x.at[n][c]) {
                        for (double value : row) {
                            sum += value;
                        }
                    }
                    logits[n][k] += w[k * x.channels() + c] * sum / (x.at[n][c].length * x.at[n][c][0].length);
                }
            }
        }
        return logits;
    }

    private double[] of(String name, Role kind) {
        Parameter block = layout.parameter(name, kind);
        return Arrays.copyOfRange(parameters, block.offset(), block.end());
    }
}
