package io.lossatlas.curvature;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.plane.RunNetwork;
import io.lossatlas.plane.RunNetworks;
import java.util.ArrayList;
import java.util.List;

/** The parts of {@code curvature} that a configuration asks for, and what they take. */
public final class CurvaturePlan {
    /** Operations of a product with the Hessian, in those of an image's forward pass: nine convolutions for each. */
    public static final int PRODUCT_FACTOR = 9;

    private CurvaturePlan() {}

    /** All parts, network after network; none where the configuration asks for nothing. */
    public static List<CurvaturePart> parts(CurvatureConfig config, RunNetworks networks) {
        List<CurvaturePart> parts = new ArrayList<>();
        if (!config.wanted()) {
            return parts;
        }
        for (RunNetwork network : networks.networks()) {
            for (int step : network.chosen(config.steps())) {
                for (BnMode bn : config.bn()) {
                    parts.add(new CurvaturePart(network.id(), step, config.split(), bn, CurvaturePart.GRADIENT));
                    for (CurvatureOperator operator : config.operators()) {
                        parts.add(new CurvaturePart(network.id(), step, config.split(), bn, operator.text()));
                    }
                }
            }
        }
        return parts;
    }

    /**
     * Checks steps, before work.
     *
     * @throws RefusedException naming the stored ones when another is asked for
     */
    public static void check(CurvatureConfig config, RunNetworks networks) {
        for (CurvaturePart part : parts(config, networks)) {
            RunNetwork network = networks.network(part.variant()).orElseThrow();
            if (!network.stores(part.step())) {
                throw new RefusedException(
                        "curvature.steps: expected stored steps of %s (train.checkpoint-every): %s; found %d"
                                .formatted(network.id(), RunNetworks.steps(network), part.step()));
            }
        }
    }

    /**
     * Checks that the vectors of an iteration fit the driver's heap, of which they may take half.
     *
     * @param key of the products, each of which adds a vector
     * @param parameters of a network
     * @param heap bytes
     * @throws RefusedException with the number of vectors that would fit
     */
    static void checkMemory(String key, int iterations, String network, long parameters, long heap) {
        long fit = heap / 2 / (Float.BYTES * parameters);
        if (iterations > fit) {
            throw new RefusedException(("%s: expected at most %d, whose vectors of the %,d parameters of %s "
                            + "fit half the driver's heap of %,d MiB, found %d")
                    .formatted(key, fit, parameters, network, heap >> 20, iterations));
        }
    }

    /** Images whose forward passes take as long as products over some examples. */
    public static long images(int products, long examples) {
        return (long) PRODUCT_FACTOR * products * examples;
    }

    /** What the products of a part take at most, in products of single precision. */
    public static int work(CurvatureConfig config, CurvaturePart part) {
        return part.operator().equals(CurvaturePart.GRADIENT) ? 1 : LanczosRuns.mostWork(config);
    }

    /** Most products of a part. */
    public static int products(CurvatureConfig config, CurvaturePart part) {
        return part.operator().equals(CurvaturePart.GRADIENT) ? 1 : LanczosRuns.mostProducts(config);
    }
}
