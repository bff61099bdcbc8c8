package io.lossatlas.graph.operation.function;

/** The four operations of arithmetic on two numbers, their slopes by each, and how these change along a direction. */
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

        @Override
        public double tangentByFirst(double x, double y, double dx, double dy) {
            return 0;
        }

        @Override
        public double tangentBySecond(double x, double y, double dx, double dy) {
            return 0;
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

        @Override
        public double tangentByFirst(double x, double y, double dx, double dy) {
            return 0;
        }

        @Override
        public double tangentBySecond(double x, double y, double dx, double dy) {
            return 0;
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

        @Override
        public double tangentByFirst(double x, double y, double dx, double dy) {
            return dy;
        }

        @Override
        public double tangentBySecond(double x, double y, double dx, double dy) {
            return dx;
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

        @Override
        public double tangentByFirst(double x, double y, double dx, double dy) {
            return -dy / (y * y);
        }

        @Override
        public double tangentBySecond(double x, double y, double dx, double dy) {
            return (2 * x / y * dy - dx) / (y * y);
        }
    };

    /** The operation of the two. */
    public abstract double value(double x, double y);

    /** Its slope by x. */
    public abstract double slopeByFirst(double x, double y);

    /** Its slope by y. */
    public abstract double slopeBySecond(double x, double y);

    /** The derivative of the slope by x along a direction (dx, dy). */
    public abstract double tangentByFirst(double x, double y, double dx, double dy);

    /** The derivative of the slope by y along a direction (dx, dy). */
    public abstract double tangentBySecond(double x, double y, double dx, double dy);
}
