package io.lossatlas.curvature;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.SurfaceCurvature;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.model.GraphNetwork;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.PlaneSpec;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.train.Engines;
import java.util.List;

/** Checks whatever asks for second derivatives against the networks of a run, before work. */
public final class CurvatureCheck {
    private static final String ITERATIONS = "curvature.iterations";

    private final RunConfig config;
    private final LabelledImages train;
    private final long heap;

    /**
     * Of a configuration.
     *
     * @param train the training images, which networks take
     * @param heap bytes of the driver's
     */
    public CurvatureCheck(RunConfig config, LabelledImages train, long heap) {
        this.config = config;
        this.train = train;
        this.heap = heap;
    }

    /** Whether the configuration decides numbers of table {@code curvature}, which are recorded with what decides them. */
    public static boolean records(RunConfig config) {
        return config.curvature().wanted() || config.surface().curvature() != SurfaceCurvature.NONE;
    }

    /**
     * Checks steps, operations and memory.
     *
     * @throws RefusedException naming the key that asks for what cannot be
     */
    public void check(List<? extends MappedNetwork> networks, RunNetworks known) {
        CurvatureConfig curvature = config.curvature();
        if (curvature.wanted()) {
            CurvaturePlan.check(curvature, known);
            for (MappedNetwork network : networks) {
                requireTangents("curvature.examples: expected 0", Integer.toString(curvature.examples()), network);
                requireMemory(ITERATIONS, curvature.iterations(), network);
            }
        }
        for (PlaneSpec plane : PlaneSpecs.of(config)) {
            plane.eigenvectors().ifPresent(wanted -> {
                String expected = "surface.planes: expected no plane " + plane.id();
                requireEngine(expected);
                for (MappedNetwork network : networks) {
                    if (plane.variants().isEmpty() || plane.variants().contains(network.id())) {
                        requireTangents(expected, "one", network);
                        requireMemory(ITERATIONS, wanted.iterations(), network);
                    }
                }
            });
        }
        SurfaceCurvature map = config.surface().curvature();
        if (map != SurfaceCurvature.NONE) {
            requireEngine("surface.curvature: expected none");
            for (MappedNetwork network : networks) {
                requireTangents("surface.curvature: expected none", map.text(), network);
                requireMemory("surface.curvature-iterations", config.surface().curvatureIterations(), network);
            }
        }
    }

    private void requireEngine(String expected) {
        EngineKind engine = config.surface().engine();
        if (engine != EngineKind.SIMD) {
            throw new RefusedException(
                    "%s with surface.engine = %s, since simd alone computes second derivatives; set surface.engine = simd"
                            .formatted(expected, engine.text()));
        }
    }

    private void requireMemory(String key, int iterations, MappedNetwork network) {
        int parameters = network.layout(train.shape(), train.outputs()).size();
        CurvaturePlan.checkMemory(key, iterations, network.id(), parameters, heap);
    }

    /** The family of the sweep has them. */
    private void requireTangents(String expected, String found, MappedNetwork network) {
        if (network instanceof Variant) {
            return;
        }
        if (!(network instanceof GraphNetwork)) {
            throw new RefusedException("%s, since %s has operations that ONNX Runtime alone computes, found %s"
                    .formatted(expected, network.id(), found));
        }
        try {
            Engines.of(
                    EngineKind.SIMD,
                    network,
                    train.shape(),
                    train.outputs(),
                    config.surface().loss());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    "%s, since %s cannot be differentiated twice: %s; found %s"
                            .formatted(expected, network.id(), e.getMessage(), found),
                    e);
        }
    }
}
