package io.lossatlas.graph.operation.function;

/** Functions of one number x, some with constants a and b, their slopes and second derivatives. Where one has a corner, its slope is that to the left, and its second derivative too. */
public enum PointwiseFunction {
    /** {@code x} where it is over 0, else {@code a x}. */
    LEAKY_RELU {
        @Override
        public double value(double x, double a, double b) {
            return x > 0 ? x : a * x;
        }

        @Override
        public double slope(double x, double a, double b) {
            return x > 0 ? 1 : a;
        }

        @Override
        public double curvature(double x, double a, double b) {
            return 0;
        }
    },
    /** {@code min(max(x, a), b)}; no number where x is none. */
    CLIP {
        @Override
        public double value(double x, double a, double b) {
            return Math.min(Math.max(x, a), b);
        }

        @Override
        public double slope(double x, double a, double b) {
            return x > a && x <= b ? 1 : 0;
        }

        @Override
        public double curvature(double x, double a, double b) {
            return 0;
        }
    },
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID {
        @Override
        public double value(double x, double a, double b) {
            return 1 / (1 + StrictMath.exp(-x));
        }

        @Override
        public double slope(double x, double a, double b) {
            double y = value(x, a, b);
            return y * (1 - y);
        }

        @Override
        public double curvature(double x, double a, double b) {
            double y = value(x, a, b);
            return y * (1 - y) * (1 - 2 * y);
        }
    },
    /** The hyperbolic tangent. */
    TANH {
        @Override
        public double value(double x, double a, double b) {
            return StrictMath.tanh(x);
        }

        @Override
        public double slope(double x, double a, double b) {
            double y = StrictMath.tanh(x);
            return 1 - y * y;
        }

        @Override
        public double curvature(double x, double a, double b) {
            double y = StrictMath.tanh(x);
            return -2 * y * (1 - y * y);
        }
    },
    /** {@code min(max(a x + b, 0), 1)}. */
    HARD_SIGMOID {
        @Override
        public double value(double x, double a, double b) {
            return CLIP.value(a * x + b, 0, 1);
        }

        @Override
        public double slope(double x, double a, double b) {
            return a * CLIP.slope(a * x + b, 0, 1);
        }

        @Override
        public double curvature(double x, double a, double b) {
            return 0;
        }
    },
    /** {@code x min(max(x / 6 + 1 / 2, 0), 1)} (Howard and others, "Searching for MobileNetV3", 2019). */
    HARD_SWISH {
        @Override
        public double value(double x, double a, double b) {
            return x * CLIP.value(x / 6 + 0.5, 0, 1);
        }

        @Override
        public double slope(double x, double a, double b) {
            return CLIP.value(x / 6 + 0.5, 0, 1) + x / 6 * CLIP.slope(x / 6 + 0.5, 0, 1);
        }

        @Override
        public double curvature(double x, double a, double b) {
            return CLIP.slope(x / 6 + 0.5, 0, 1) / 3;
        }
    },
    /** The error function. */
    ERF {
        @Override
        public double value(double x, double a, double b) {
            return Erf.of(x);
        }

        @Override
        public double slope(double x, double a, double b) {
            return Erf.slope(x);
        }

        @Override
        public double curvature(double x, double a, double b) {
            return -2 * x * Erf.slope(x);
        }
    },
    /** {@code x (1 + erf(x / sqrt(2))) / 2} (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016). */
    GELU {
        @Override
        public double value(double x, double a, double b) {
            return x * (1 + Erf.of(x / Math.sqrt(2))) / 2;
        }

        @Override
        public double slope(double x, double a, double b) {
            return (1 + Erf.of(x / Math.sqrt(2))) / 2 + x * Erf.slope(x / Math.sqrt(2)) / (2 * Math.sqrt(2));
        }

        @Override
        public double curvature(double x, double a, double b) {
            return Erf.slope(x / Math.sqrt(2)) * (2 - x * x) / (2 * Math.sqrt(2));
        }
    },
    /** {@code x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2}, the same authors' approximation. */
    GELU_TANH {
        @Override
        public double value(double x, double a, double b) {
            return x * (1 + StrictMath.tanh(inner(x))) / 2;
        }

        @Override
        public double slope(double x, double a, double b) {
            double tanh = StrictMath.tanh(inner(x));
            double rate = Math.sqrt(2 / Math.PI) * (1 + 3 * CUBIC * x * x);
            return (1 + tanh) / 2 + x * (1 - tanh * tanh) * rate / 2;
        }

        @Override
        public double curvature(double x, double a, double b) {
            double tanh = StrictMath.tanh(inner(x));
            double rate = Math.sqrt(2 / Math.PI) * (1 + 3 * CUBIC * x * x);
            double rising = Math.sqrt(2 / Math.PI) * 6 * CUBIC * x; // of the rate
            return (1 - tanh * tanh) * (rate + x * rising / 2 - x * tanh * rate * rate);
        }

        private double inner(double x) {
            return Math.sqrt(2 / Math.PI) * (x + CUBIC * x * x * x);
        }
    },
    /** {@code -x}. */
    NEGATE {
        @Override
        public double value(double x, double a, double b) {
            return -x;
        }

        @Override
        public double slope(double x, double a, double b) {
            return -1;
        }

        @Override
        public double curvature(double x, double a, double b) {
            return 0;
        }
    },
    /** The exponential. */
    EXP {
        @Override
        public double value(double x, double a, double b) {
            return StrictMath.exp(x);
        }

        @Override
        public double slope(double x, double a, double b) {
            return StrictMath.exp(x);
        }

        @Override
        public double curvature(double x, double a, double b) {
            return StrictMath.exp(x);
        }
    },
    /** The natural logarithm. */
    LOG {
        @Override
        public double value(double x, double a, double b) {
            return StrictMath.log(x);
        }

        @Override
        public double slope(double x, double a, double b) {
            return 1 / x;
        }

        @Override
        public double curvature(double x, double a, double b) {
            return -1 / (x * x);
        }
    },
    /** The square root. */
    SQRT {
        @Override
        public double value(double x, double a, double b) {
            return Math.sqrt(x);
        }

        @Override
        public double slope(double x, double a, double b) {
            return 0.5 / Math.sqrt(x);
        }

        @Override
        public double curvature(double x, double a, double b) {
            return -0.25 / (x * Math.sqrt(x));
        }
    },
    /** {@code 1 / x}. */
    RECIPROCAL {
        @Override
        public double value(double x, double a, double b) {
            return 1 / x;
        }

        @Override
        public double slope(double x, double a, double b) {
            return -1 / (x * x);
        }

        @Override
        public double curvature(double x, double a, double b) {
            return 2 / (x * x * x);
        }
    },
    /** The size of x. */
    ABSOLUTE {
        @Override
        public double value(double x, double a, double b) {
            return Math.abs(x);
        }

        @Override
        public double slope(double x, double a, double b) {
            return x > 0 ? 1 : -1;
        }

        @Override
        public double curvature(double x, double a, double b) {
            return 0;
        }
    },
    /** {@code x^a}. */
    POWER {
        @Override
        public double value(double x, double a, double b) {
            return StrictMath.pow(x, a);
        }

        @Override
        public double slope(double x, double a, double b) {
            return a * StrictMath.pow(x, a - 1);
        }

        @Override
        public double curvature(double x, double a, double b) {
            double factor = a * (a - 1);
            return factor == 0 ? 0 : factor * StrictMath.pow(x, a - 2);
        }
    },
    /** {@code a x + b}. */
    SCALE_SHIFT {
        @Override
        public double value(double x, double a, double b) {
            return a * x + b;
        }

        @Override
        public double slope(double x, double a, double b) {
            return a;
        }

        @Override
        public double curvature(double x, double a, double b) {
            return 0;
        }
    };

    private static final double CUBIC = 0.044715;

    /** The function of x. */
    public abstract double value(double x, double a, double b);

    /** Its slope at x. */
    public abstract double slope(double x, double a, double b);

    /** Its second derivative at x. */
    public abstract double curvature(double x, double a, double b);
}
