package io.lossatlas.plane.sums;

/**
 * Sums over examples of the losses at a point and at the centre of its plane.
 *
 * @param examples how many
 * @param lossSum of the point's losses
 * @param lossSumSq of their squares
 * @param centreSum of the centre's losses
 * @param centreSumSq of their squares
 * @param productSum of the products of the two
 */
public record PairedSums(
        long examples, double lossSum, double lossSumSq, double centreSum, double centreSumSq, double productSum) {

    /** Of no examples. */
    public static final PairedSums NONE = new PairedSums(0, 0, 0, 0, 0, 0);

    /**
     * The sums over a run of examples.
     *
     * @param losses {@code double[]} at the point, from {@code from} on
     * @param centre {@code double[]} at the centre, from {@code centreFrom} on
     * @param count how many
     */
    public static PairedSums of(double[] losses, int from, double[] centre, int centreFrom, int count) {
        double sum = 0;
        double squares = 0;
        double centreSum = 0;
        double centreSquares = 0;
        double products = 0;
        for (int n = 0; n < count; n++) {
            double loss = losses[from + n];
            double at = centre[centreFrom + n];
            sum += loss;
            squares += loss * loss;
            centreSum += at;
            centreSquares += at * at;
            products += loss * at;
        }
        return new PairedSums(count, sum, squares, centreSum, centreSquares, products);
    }

    /** The sums over the examples of both, this one's first. */
    public PairedSums plus(PairedSums next) {
        return new PairedSums(
                examples + next.examples,
                lossSum + next.lossSum,
                lossSumSq + next.lossSumSq,
                centreSum + next.centreSum,
                centreSumSq + next.centreSumSq,
                productSum + next.productSum);
    }

    /** Mean loss at the point less that at the centre. */
    public double difference() {
        return (lossSum - centreSum) / examples;
    }

    /**
     * Standard error of the difference, the examples seen as draws: {@code sqrt(max(0, S2 - n d^2) / (n (n - 1)))} with S2 the sum of the
     * squares of the examples' differences and d their mean. NaN for fewer than two examples and for losses that are not finite.
     */
    public double standardError() {
        double squares = lossSumSq - 2 * productSum + centreSumSq;
        double scatter = squares - examples * difference() * difference();
        return examples < 2 || !Double.isFinite(scatter)
                ? Double.NaN
                : StrictMath.sqrt(Math.max(0, scatter) / ((double) examples * (examples - 1)));
    }
}
