package io.lossatlas.graph.interpreter;

/** What a loss makes of the outputs of one example, in double. */
public interface LossFunction {

    /**
     * The loss.
     *
     * @param outputs of the graph for the example
     * @param example its place in the batch
     */
    double loss(double[] outputs, int example);

    /** Its gradient by the outputs. */
    double[] gradient(double[] outputs, int example);

    /** The product of its Hessian by the outputs with a vector {@code [outputs]}. */
    double[] hessianProduct(double[] outputs, int example, double[] vector);

    /**
     * Softmax cross-entropy.
     *
     * @param labels of the examples
     */
    static LossFunction crossEntropy(int[] labels) {
        return new LossFunction() {
            @Override
            public double loss(double[] outputs, int example) {
                return CrossEntropy.loss(outputs, labels[example]);
            }

            @Override
            public double[] gradient(double[] outputs, int example) {
                return CrossEntropy.gradient(outputs, labels[example]);
            }

            @Override
            public double[] hessianProduct(double[] outputs, int example, double[] vector) {
                return CrossEntropy.hessianProduct(outputs, vector);
            }
        };
    }

    /**
     * Mean squared error over the outputs.
     *
     * @param targets {@code double[example][outputs]}
     */
    static LossFunction squaredError(double[][] targets) {
        return new LossFunction() {
            @Override
            public double loss(double[] outputs, int example) {
                return SquaredError.loss(outputs, targets[example]);
            }

            @Override
            public double[] gradient(double[] outputs, int example) {
                return SquaredError.gradient(outputs, targets[example]);
            }

            @Override
            public double[] hessianProduct(double[] outputs, int example, double[] vector) {
                return SquaredError.hessianProduct(vector);
            }
        };
    }
}
