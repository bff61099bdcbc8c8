package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.ParameterLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;

/**
 * A network definition that anyone may have written. DL4J instantiates whatever class its JSON names, so that every
 * text in it that could name one is held against a list before DL4J sees any of it.
 */
final class UntrustedConfiguration {
    /** Parameters that a network may have. */
    static final int MOST_PARAMETERS = 50_000_000;

    private static final int DEEPEST = 32;
    private static final String DL4J = "org.deeplearning4j.nn.";
    private static final String ND4J = "org.nd4j.linalg.";
    private static final Pattern CLASS_NAME = Pattern.compile("\\s*[\\p{L}_$][\\w$]*(\\.[\\w$\\[\\];]+)+\\s*");
    private static final Set<String> KNOWN = Set.of(
            DL4J + "conf.graph.LayerVertex",
            DL4J + "conf.graph.ElementWiseVertex",
            DL4J + "conf.layers.ActivationLayer",
            DL4J + "conf.layers.BatchNormalization",
            DL4J + "conf.layers.ConvolutionLayer",
            DL4J + "conf.layers.GlobalPoolingLayer",
            DL4J + "conf.layers.OutputLayer",
            DL4J + "weights.WeightInitXavier",
            DL4J + "weights.WeightInitRelu",
            ND4J + "activations.impl.ActivationIdentity",
            ND4J + "activations.impl.ActivationReLU",
            ND4J + "activations.impl.ActivationSoftmax",
            ND4J + "learning.config.Adam",
            ND4J + "learning.config.NoOp",
            ND4J + "learning.config.Sgd",
            ND4J + "learning.config.Nesterovs",
            ND4J + "learning.regularization.L2Regularization",
            ND4J + "lossfunctions.impl.LossMCXENT",
            ND4J + "schedule.FixedSchedule");

    private UntrustedConfiguration() {}

    static ComputationGraphConfiguration parse(byte[] json, String source) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            check(parser, source);
        } catch (IOException e) {
            throw refused(source, "not JSON: " + e.getMessage(), e);
        }
        try {
            return ComputationGraphConfiguration.fromJson(new String(json, StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw refused(source, "not a network's definition: " + e.getMessage(), e);
        }
    }

    private static void check(JsonParser parser, String source) throws IOException {
        int depth = 0;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth > DEEPEST) {
                throw refused(source, "expected at most %d levels, found more".formatted(DEEPEST), null);
            }
            if (token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING) {
                String text = parser.getText();
                boolean type = token == JsonToken.VALUE_STRING && "@class".equals(parser.getCurrentName());
                if ((type || CLASS_NAME.matcher(text).matches()) && !KNOWN.contains(text)) {
                    throw refused(source, "names the class '%s', which LossAtlas does not know".formatted(text), null);
                }
            }
        }
    }

    /** The layout, refused where it is not one of LossAtlas' or too large. */
    static ParameterLayout layout(ComputationGraphConfiguration configuration, String source) {
        ParameterLayout layout;
        try {
            layout = Layouts.of(configuration);
        } catch (RuntimeException e) {
            throw refused(source, "no layout of parameters follows from it: " + e.getMessage(), e);
        }
        if (layout.size() > MOST_PARAMETERS || layout.size() < 1) {
            throw refused(
                    source, "expected 1 to %d parameters, found %d".formatted(MOST_PARAMETERS, layout.size()), null);
        }
        return layout;
    }

    private static RefusedException refused(String source, String what, Exception cause) {
        return new RefusedException("%s: %s: %s".formatted(source, ModelFile.CONFIGURATION, what), cause);
    }
}
