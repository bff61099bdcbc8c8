package io.lossatlas.analysis;

/**
 * Student's t distribution with a whole number of degrees of freedom, by the finite series of Abramowitz and Stegun,
 * "Handbook of Mathematical Functions", 26.7.3 and 26.7.4.
 *
 * @param confidence that |t| is no more than the quantile
 */
record StudentT(double confidence) {
    /** The usual intervals. */
    static final StudentT TWO_SIDED_95 = new StudentT(0.95);

    private static final int HALVINGS = 200;

    /** The t with {@code P(|T| <= t) = confidence}, to the last bits of a double. */
    double quantile(int freedom) {
        if (freedom < 1) {
            throw new IllegalArgumentException("no distribution with %d degrees of freedom".formatted(freedom));
        }
        double low = 0;
        double high = 1;
        while (within(high, freedom) < confidence) {
            high *= 2;
        }
        for (int n = 0; n < HALVINGS; n++) {
            double middle = (low + high) / 2;
            if (within(middle, freedom) < confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** {@code P(|T| <= t)}. */
    static double within(double t, int freedom) {
        double angle = StrictMath.atan(t / StrictMath.sqrt(freedom));
        double cosine = StrictMath.cos(angle);
        boolean odd = freedom % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = freedom == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k < freedom; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        double part = StrictMath.sin(angle) * sum;
        return odd ? 2 / Math.PI * (angle + part) : part;
    }
}
