package io.lossatlas.config.identity;

/**
 * Standard normal numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014) for the bits, Marsaglia's polar method with {@link StrictMath} for the
 * shape.
 */
public final class GaussianStream {
    private static final double UNIT = 0x1.0p-53;

    private long state;
    private double spare;
    private boolean hasSpare;

    /** A stream that depends on the seed alone. */
    public GaussianStream(long seed) {
        this.state = seed;
    }

    /** The next 64 bits of SplitMix64. */
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** Uniform in [0, 1), a multiple of 2^-53. */
    public double nextUniform() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Uniform in {@code [0, bound)}, without bias. */
    public int nextInt(int bound) {
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long bits;
        do {
            bits = nextLong() >>> 1;
        } while (bits >= limit);
        return (int) (bits % bound);
    }

    /** The next number of N(0, 1). */
    public double nextGaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double u;
        double v;
        double square;
        do {
            u = 2 * nextUniform() - 1;
            v = 2 * nextUniform() - 1;
            square = u * u + v * v;
        } while (square >= 1 || square == 0);
        double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = v * factor;
        hasSpare = true;
        return u * factor;
    }
}
