package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Ignore;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.Layouts;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.Variant;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Directions of real networks, seen through DL4J's own view of its flat vector. */
class DirectionsOfNetworksTest {
    private static final Set<Ignore> BOTH = Set.of(Ignore.BIAS, Ignore.BN);

    @Test
    void aDenseDirectionHasTheNormOfTheWeightsInEachColumnOfDl4jsMatrix() {
        Weights weights = initial(Wiring.PLAIN);
        INDArray trained = dl4j(weights.values(), "head/dense_W");
        INDArray direction = dl4j(draw(weights), "head/dense_W");

        assertThat(direction.shape()).containsExactly(16, 10);
        for (int neuron = 0; neuron < 10; neuron++) {
            double norm = trained.getColumn(neuron).norm2Number().doubleValue();
            assertThat(direction.getColumn(neuron).norm2Number().doubleValue()).isCloseTo(norm, within(1e-6 * norm));
        }
    }

    @Test
    void aConvolutionDirectionHasTheNormOfTheWeightsInEachFilter() {
        Weights weights = initial(Wiring.SKIP);
        INDArray trained = dl4j(weights.values(), "b01/proj_W", Wiring.SKIP);
        INDArray direction = dl4j(draw(weights), "b01/proj_W", Wiring.SKIP);

        for (int filter = 0; filter < 8; filter++) {
            double norm = trained.slice(filter).norm2Number().doubleValue();
            assertThat(direction.slice(filter).norm2Number().doubleValue()).isCloseTo(norm, within(1e-6 * norm));
        }
    }

    @Test
    void plainAndSkipNetworksShareEveryNumberOfTheMainPath() {
        Weights plain = initial(Wiring.PLAIN);
        Weights skip = initial(Wiring.SKIP);
        Weights plainDirection = new Weights(plain.layout(), draw(plain));
        Weights skipDirection = new Weights(skip.layout(), draw(skip));

        assertThat(skip.layout().size()).isGreaterThan(plain.layout().size());
        for (Parameter parameter : plain.layout().parameters()) {
            Parameter same = skip.layout().parameter(parameter.name(), parameter.role());
            assertThat(skipDirection.of(same)).isEqualTo(plainDirection.of(parameter));
            if (parameter.role() == Role.CONV) {
                assertThat(plainDirection.of(parameter)).isNotEqualTo(new float[parameter.size()]);
            }
        }
    }

    private static float[] draw(Weights weights) {
        return Directions.draw(weights, 1, Axis.X, Normalize.FILTER, BOTH);
    }

    private static Weights initial(Wiring wiring) {
        return InitialWeights.draw(Layouts.of(configuration(wiring)), 1);
    }

    private static INDArray dl4j(float[] flat, String parameter) {
        return dl4j(flat, parameter, Wiring.PLAIN);
    }

    private static INDArray dl4j(float[] flat, String parameter, Wiring wiring) {
        ComputationGraph graph = new ComputationGraph(configuration(wiring));
        graph.init();
        graph.setParams(Nd4j.create(flat));
        return graph.paramTable().get(parameter);
    }

    private static ComputationGraphConfiguration configuration(Wiring wiring) {
        return Networks.configuration(
                new Variant(8, wiring, 4, 1, 0.05), new ImageShape(1, 28, 28), 10, Head.SOFTMAX, new Sgd(0.1), 0);
    }
}
