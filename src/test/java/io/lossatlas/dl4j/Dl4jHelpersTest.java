package io.lossatlas.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.Variant;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNBatchNormHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.nd4j.linalg.learning.config.NoOp;

@EnabledIfSystemProperty(named = "os.arch", matches = "amd64|x86_64", disabledReason = "no oneDNN build of ND4J")
class Dl4jHelpersTest {

    @Test
    void convolutionAndNormalisationRunOnOnednn() {
        Dl4jRuntime.prepareProcess();
        ComputationGraph graph = new ComputationGraph(Networks.configuration(
                new Variant(4, Wiring.PLAIN, 2, 1, 0.05), new ImageShape(1, 12, 12), 10, Head.SOFTMAX, new NoOp(), 0));
        graph.init();

        assertThat(graph.getLayer("stem/conv").getHelper()).isInstanceOf(MKLDNNConvHelper.class);
        assertThat(graph.getLayer("stem/bn").getHelper()).isInstanceOf(MKLDNNBatchNormHelper.class);
    }
}
