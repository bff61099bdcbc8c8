package io.lossatlas.curvature;

import io.lossatlas.curvature.Tridiagonal.Ritz;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.CurvatureProducts;
import io.lossatlas.engine.Engine;
import java.util.List;
import java.util.Optional;

/**
 * The ends of the spectrum of the Hessian of the mean loss at one point after another, each by one Lanczos iteration of a fixed
 * number of products in one task. Not thread safe.
 */
public final class PointSpectrum implements AutoCloseable {
    private final Engine engine;
    private final Trainable trainable;
    private final int iterations;
    private CurvatureProducts products;

    /**
     * Of a network.
     *
     * @param iterations products at each point; fewer where they have told all they can
     */
    public PointSpectrum(Engine engine, int iterations) {
        this.engine = engine;
        this.trainable = new Trainable(engine.layout());
        this.iterations = iterations;
        this.products = engine.curvatureProducts();
    }

    /**
     * Largest and smallest eigenvalue.
     *
     * @param largest with its sign; NaN where second derivatives are not finite, as the others are
     * @param largestError bound of its distance to the nearest eigenvalue
     * @param smallest with its sign
     * @param smallestError bound of its distance to the nearest eigenvalue
     * @param products made
     */
    public record Ends(double largest, double largestError, double smallest, double smallestError, int products) {}

    /**
     * The ends at a point.
     *
     * @param weights {@code float[engine.layout().size()]}
     * @param slice examples that the loss is the mean of
     * @param calibration examples that statistics of batch normalisation are taken from; the network's own where absent
     */
    public Ends at(float[] weights, LabelledImages slice, Optional<LabelledImages> calibration) {
        products.load(weights);
        calibration.ifPresent(products::recalibrate);
        Lanczos lanczos = Lanczos.from(LanczosRuns.start(trainable.dimension()));
        while (!lanczos.exhausted() && lanczos.products() < iterations) {
            double[] sum = new double[weights.length];
            products.addHessianProduct(trainable.spread(lanczos.next()), slice, 0, slice.count(), sum);
            double[] product = trainable.of(sum);
            for (int n = 0; n < product.length; n++) {
                product[n] /= slice.count();
            }
            if (!LanczosRuns.isFinite(product)) {
                return new Ends(Double.NaN, Double.NaN, Double.NaN, Double.NaN, lanczos.products() + 1);
            }
            lanczos.advance(product);
        }
        List<Ritz> ritz = lanczos.tridiagonal().ritz();
        Ritz largest = ritz.get(0);
        Ritz smallest = ritz.get(ritz.size() - 1);
        return new Ends(largest.value(), largest.error(), smallest.value(), smallest.error(), lanczos.products());
    }

    /** Goes on with new buffers, after a point that threw. */
    public void startAfresh() {
        products.close();
        products = engine.curvatureProducts();
    }

    @Override
    public void close() {
        products.close();
    }
}
