package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;

/**
 * Sums over examples of the loss, its gradient, and products of its second derivatives with a vector, at one point of parameter
 * space. Statistics of batch normalisation are constants: the running ones, or those of a batch at the point
 * ({@link #recalibrate}). Vectors are in the order of the layout; at running statistics gradients and products are 0 and entries
 * of the vector are ignored. Not thread safe.
 */
public interface CurvatureProducts extends AutoCloseable {

    /**
     * Moves to a point.
     *
     * @param parameters {@code float[layout.size()]}; copied
     */
    void load(float[] parameters);

    /** Replaces the statistics of batch normalisation by those of a batch at the point. */
    void recalibrate(LabelledImages calibration);

    /**
     * Adds the gradients of the losses of examples, in an order that depends on their number alone.
     *
     * @param from first example
     * @param to one past the last
     * @param sum {@code double[layout.size()]}, added to
     * @return the sum of their losses
     */
    double addGradient(LabelledImages images, int from, int to, double[] sum);

    /**
     * Adds products of the Hessians of the losses of examples with a vector (Pearlmutter 1994: a tangent forward pass, then a
     * tangent backward pass). The second derivative of a rectifier is 0 everywhere.
     *
     * @param vector {@code float[layout.size()]}
     * @param sum {@code double[layout.size()]}, added to
     */
    void addHessianProduct(float[] vector, LabelledImages images, int from, int to, double[] sum);

    /**
     * Adds products of the generalised Gauss-Newton matrices {@code J^T B J} of examples with a vector (Schraudolph 2002), with the
     * Jacobian {@code J} of the outputs by the parameters and the Hessian {@code B} of the loss by the outputs.
     *
     * @param vector {@code float[layout.size()]}
     * @param sum {@code double[layout.size()]}, added to
     */
    void addGaussNewtonProduct(float[] vector, LabelledImages images, int from, int to, double[] sum);

    @Override
    void close();
}
