package io.lossatlas.model;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.graph.interpreter.ProductChecks;
import io.lossatlas.graph.shape.Role;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curvature of the family's networks in double, at points whose normalisations are no identities. */
class FamilyDerivativesTest {
    private static final ImageShape IMAGES = new ImageShape(1, 8, 8);
    private static final int[] LABELS = {3, 0};

    /** Roundings of 1e-16 make 1e-10 of gradients at a distance of 1e-6, times the condition; corners lie farther away. */
    @ParameterizedTest
    @CsvSource({"4, PLAIN", "4, SKIP", "10, PLAIN", "10, SKIP"})
    void productsAreDerivativesAlongTheVector(int depth, Wiring wiring) {
        Graph graph = new Variant(depth, wiring, 2, 1, 0.05).graph(IMAGES, 5);

        new ProductChecks(graph, parameters(graph), examples(), LossFunction.crossEntropy(LABELS), 1e-6)
                .assertAll(1e-7);
    }

    private static double[] parameters(Graph graph) {
        float[] drawn = InitialWeights.draw(graph.layout(), 1).values();
        GaussianStream stream = Seeds.stream(2, "derivatives");
        double[] parameters = new double[drawn.length];
        for (Parameter parameter : graph.layout().parameters()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                double moved = parameter.role().isWeight() ? 0 : 0.2 * stream.nextGaussian();
                parameters[n] = drawn[n] + (parameter.role() == Role.BN_VAR ? Math.abs(moved) : moved);
            }
        }
        return parameters;
    }

    private static double[][] examples() {
        GaussianStream stream = Seeds.stream(3, "derivatives");
        return IntStream.range(0, LABELS.length)
                .mapToObj(n -> IntStream.range(0, IMAGES.size())
                        .mapToDouble(i -> stream.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
    }
}
