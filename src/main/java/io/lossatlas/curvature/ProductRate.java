package io.lossatlas.curvature;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.CurvatureProducts;
import io.lossatlas.engine.Engine;
import java.time.Duration;

/** How fast one core of this machine multiplies with the Hessian of a network: what plans are made of. */
public final class ProductRate {
    /** Until the machine code of the kernels is there. */
    private static final Duration WARM_UP = Duration.ofMillis(2500);

    private static final Duration SPAN = Duration.ofMillis(1500);
    private static final int IMAGES = 64;

    private ProductRate() {}

    /**
     * Measures by the clock, for some four seconds.
     *
     * @param weights {@code float[engine.layout().size()]}
     * @param images of which the first {@value #IMAGES} are taken
     * @return images a second of one product
     */
    public static double imagesPerSecond(Engine engine, float[] weights, LabelledImages images) {
        GaussianStream stream = Seeds.stream(0, "rate");
        float[] vector = new float[weights.length];
        for (int n = 0; n < vector.length; n++) {
            vector[n] = (float) stream.nextGaussian();
        }
        LabelledImages batch = images.first(Math.min(IMAGES, images.count()));
        try (CurvatureProducts products = engine.curvatureProducts()) {
            products.load(weights);
            run(products, vector, batch, WARM_UP);
            return run(products, vector, batch, SPAN);
        }
    }

    private static double run(CurvatureProducts products, float[] vector, LabelledImages batch, Duration span) {
        double[] sum = new double[vector.length];
        long images = 0;
        long start = System.nanoTime();
        long spent = 0;
        while (spent < span.toNanos()) {
            products.addHessianProduct(vector, batch, 0, batch.count(), sum);
            images += batch.count();
            spent = System.nanoTime() - start;
        }
        return images / (spent * 1e-9);
    }
}
