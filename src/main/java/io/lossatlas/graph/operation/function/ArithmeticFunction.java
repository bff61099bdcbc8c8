package io.lossatlas.graph.operation.function;

/** The four operations of arithmetic on two numbers, and their slopes by each. */
public enum ArithmeticFunction {
    /** {@code x + y}. */
    ADD {
        @Override
        public double value(double x, double y) {
            return x + y;
        }

        @Override
        public double slopeByFirst(double x, double y) {
            return 1;
        }

        @Override
        public double slopeBySecond(double x, double y) {
            return 1;
        }
    },
    /** {@code x - y}. */
    SUBTRACT {
        @Override
        public double value(double x, double y) {
            return x - y;
        }

        @Override
        public double slopeByFirst(double x, double y) {
            return 1;
        }

        @Override
        public double slopeBySecond(double x, double y) {
            return -1;
        }
    },
    /** {@code x y}. */
    MULTIPLY {
        @Override
        public double value(double x, double y) {
            return x * y;
        }

        @Override
        public double slopeByFirst(double x, double y) {
            return y;
        }

        @Override
        public double slopeBySecond(double x, double y) {
            return x;
        }
    },
    /** {@code x / y}. */
    DIVIDE {
        @Override
        public double value(double x, double y) {
            return x / y;
        }

        @Override
        public double slopeByFirst(double x, double y) {
            return 1 / y;
        }

        @Override
        public double slopeBySecond(double x, double y) {
            return -x / (y * y);
        }
    };

    /** The operation of the two. */
    public abstract double value(double x, double y);

    /** Its slope by x. */
    public abstract double slopeByFirst(double x, double y);

    /** Its slope by y. */
    public abstract double slopeBySecond(double x, double y);
}
