package io.lossatlas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.Networks.Head;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class LayoutsTest {
    private static final Map<Role, String> DL4J_NAME = Map.of(
            Role.CONV, "W",
            Role.DENSE, "W",
            Role.BIAS, "b",
            Role.BN_GAMMA, "gamma",
            Role.BN_BETA, "beta",
            Role.BN_MEAN, "mean",
            Role.BN_VAR, "var");

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void aBlockPerturbedInTheFlatVectorMovesThatParameterAloneInDl4j(Wiring wiring) {
        Variant variant = new Variant(8, wiring, 2, 1, 0.05);
        ComputationGraphConfiguration conf =
                Networks.configuration(variant, new ImageShape(1, 28, 28), 10, Head.SOFTMAX, new Sgd(0.1), 0);
        ParameterLayout layout = Layouts.of(conf);
        ComputationGraph graph = new ComputationGraph(conf);
        graph.init();
        assertThat(graph.numParams()).isEqualTo(layout.size());

        for (Parameter parameter : layout.parameters()) {
            float[] flat = new float[layout.size()];
            for (int n = 0; n < parameter.size(); n++) {
                flat[parameter.offset() + n] = n + 1;
            }
            graph.setParams(Nd4j.create(flat));
            for (Map.Entry<String, INDArray> entry : graph.paramTable().entrySet()) {
                String expected = parameter.name() + "_" + DL4J_NAME.get(parameter.role());
                if (entry.getKey().equals(expected)) {
                    assertThat(inCanonicalOrder(parameter, entry.getValue())).isEqualTo(parameter.size());
                } else {
                    assertThat(entry.getValue().sumNumber().doubleValue())
                            .as("%s while %s is perturbed", entry.getKey(), expected)
                            .isZero();
                }
            }
        }
    }

    /** The number of values that count 1, 2, 3... in C order of the parameter's shape. */
    private static int inCanonicalOrder(Parameter parameter, INDArray values) {
        INDArray canonical = parameter.role() == Role.DENSE ? values.transpose() : values;
        assertThat(canonical.length()).isEqualTo(parameter.size());
        float[] flat = canonical.dup('c').data().asFloat();
        int inOrder = 0;
        for (int n = 0; n < flat.length; n++) {
            inOrder += flat[n] == n + 1 ? 1 : 0;
        }
        return inOrder;
    }
}
