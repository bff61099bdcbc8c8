package io.lossatlas.plane;

import io.lossatlas.config.Ignore;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import java.util.Set;

/**
 * Random directions through weight space and their normalisation, after Li, Xu, Taylor, Studer and Goldstein,
 * "Visualizing the Loss Landscape of Neural Nets" (NeurIPS 2018), section 4.
 *
 * <p>Every entry is N(0, 1) from a stream of its own for each (seed, axis, parameter name, kind), in the C order of the parameter.
 * So the two axes are independent, and plain and skip networks share every number of the main path. Then {@code d <- d *
 * |w| / (|d| + 1e-10)} with Frobenius norms, computed in double and rounded to float once. Running statistics are 0.
 */
public final class Directions {
    private static final String PURPOSE = "directions";
    private static final double EPSILON = 1e-10;

    private final Weights weights;
    private final long seed;
    private final Axis axis;
    private final Normalize normalize;
    private final Set<Ignore> ignore;

    private Directions(Weights weights, long seed, Axis axis, Normalize normalize, Set<Ignore> ignore) {
        this.weights = weights;
        this.seed = seed;
        this.axis = axis;
        this.normalize = normalize;
        this.ignore = ignore;
    }

    /**
     * Draws one direction.
     *
     * @param weights the centre, whose norms the direction takes over
     * @param normalize by filter (each convolution filter and each dense output neuron), by layer (each weight tensor),
     *     or not; a parameter of biases or batch normalisation that is not ignored counts as one vector either way
     * @param ignore parameters that the direction leaves at 0
     * @return {@code float[weights.layout().size()]} in the order of the layout
     */
    public static float[] draw(Weights weights, long seed, Axis axis, Normalize normalize, Set<Ignore> ignore) {
        Directions directions = new Directions(weights, seed, axis, normalize, ignore);
        float[] direction = new float[weights.layout().size()];
        for (Parameter parameter : weights.layout().parameters()) {
            if (directions.moves(parameter)) {
                directions.fill(direction, parameter);
            }
        }
        return direction;
    }

    private boolean moves(Parameter parameter) {
        return switch (parameter.role()) {
            case CONV, DENSE, EMBEDDING, OTHER -> true;
            case BIAS -> !ignore.contains(Ignore.BIAS);
            case BN_GAMMA, BN_BETA, NORM_SCALE, NORM_SHIFT -> !ignore.contains(Ignore.BN);
            case BN_MEAN, BN_VAR -> false;
        };
    }

    private void fill(float[] direction, Parameter parameter) {
        double[] raw = raw(parameter);
        boolean byFilter = normalize == Normalize.FILTER && parameter.role().hasFilters();
        int filters = byFilter ? parameter.outputs() : 1;
        int run = byFilter ? parameter.filterValues() : raw.length;
        for (int filter = 0; filter < filters; filter++) {
            Filter own = new Filter(filter * run, run, filters * run, raw.length);
            double scale = scale(raw, parameter.offset(), own);
            for (int from = own.first; from < own.end; from += own.stride) {
                for (int n = from; n < from + run; n++) {
                    direction[parameter.offset() + n] = (float) (raw[n] * scale);
                }
            }
        }
    }

    /**
     * Values of a parameter that are normalised together: runs of {@code run} values, {@code stride} apart from {@code first}
     * on. Where filters lie along the first axis there is one run.
     */
    private record Filter(int first, int run, int stride, int end) {}

    private double[] raw(Parameter parameter) {
        GaussianStream stream = Seeds.stream(
                seed, PURPOSE, axis.text(), parameter.name(), parameter.role().text());
        double[] raw = new double[parameter.size()];
        for (int n = 0; n < raw.length; n++) {
            raw[n] = stream.nextGaussian();
        }
        return raw;
    }

    private double scale(double[] raw, int offset, Filter filter) {
        if (normalize == Normalize.NONE) {
            return 1;
        }
        double drawn = 0;
        double trained = 0;
        for (int from = filter.first; from < filter.end; from += filter.stride) {
            for (int n = from; n < from + filter.run; n++) {
                double weight = weights.values()[offset + n];
                drawn += raw[n] * raw[n];
                trained += weight * weight;
            }
        }
        return StrictMath.sqrt(trained) / (StrictMath.sqrt(drawn) + EPSILON);
    }
}
