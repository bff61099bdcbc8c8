package io.lossatlas.engine;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.InitialWeights;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Variant;
import java.util.EnumSet;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Networks, weights and images for tests, all drawn from named seeds. */
final class Fixtures {
    static final int CLASSES = 10;
    static final int SIDE = 28;

    private Fixtures() {}

    static Variant variant(int depth, Wiring wiring, int width) {
        return new Variant(depth, wiring, width, 1, 0.05);
    }

    static ComputationGraphConfiguration graph(Variant variant) {
        return graph(variant, SIDE);
    }

    static ComputationGraphConfiguration graph(Variant variant, int side) {
        return Networks.configuration(
                variant, new ImageShape(1, side, side), 10, Networks.Head.SOFTMAX, new Nesterovs(0.05, 0.9), 1e-4);
    }

    static SimdEngine engine(Variant variant) {
        return engine(variant, SIDE);
    }

    static SimdEngine engine(Variant variant, int side) {
        return SimdEngine.compile(FamilyGraph.of(variant, new ImageShape(1, side, side), CLASSES));
    }

    /** Initial weights whose normalisations and biases are random too, with running statistics that keep activations moderate. */
    static float[] parameters(ParameterLayout layout, long seed) {
        float[] values =
                drawn(layout) ? InitialWeights.draw(layout, seed).values().clone() : new float[layout.size()];
        boolean own = !drawn(layout);
        for (Parameter parameter : layout.parameters()) {
            GaussianStream stream = Seeds.stream(
                    seed, "fixture", parameter.name(), parameter.role().text());
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                double z = stream.nextGaussian();
                switch (parameter.role()) {
                    case BN_GAMMA -> values[n] = (float) (1 + 0.2 * z);
                    case BN_BETA, BIAS, BN_MEAN -> values[n] = (float) (0.2 * z);
                    case NORM_SCALE -> values[n] = (float) (1 + 0.2 * z);
                    case NORM_SHIFT -> values[n] = (float) (0.2 * z);
                    case EMBEDDING, OTHER -> values[n] = (float) (0.5 * z);
                    case CONV, DENSE -> values[n] = own ? (float) (z / Math.sqrt(fanIn(parameter))) : values[n];
                    case BN_VAR -> values[n] = (float) (2 * StrictMath.exp(0.2 * z));
                }
            }
        }
        return values;
    }

    private static int fanIn(Parameter parameter) {
        return parameter.size() / parameter.outputs();
    }

    /** Whether there are initial weights of all its parameters. */
    private static boolean drawn(ParameterLayout layout) {
        Set<Role> without = EnumSet.of(Role.NORM_SCALE, Role.NORM_SHIFT, Role.EMBEDDING, Role.OTHER);
        return layout.parameters().stream().noneMatch(parameter -> without.contains(parameter.role()));
    }

    /** Blurred random blobs: images with structure, of every label. */
    static LabelledImages images(int count, int height, int width, long seed) {
        GaussianStream stream = Seeds.stream(seed, "images");
        byte[] pixels = new byte[count * height * width];
        byte[] labels = new byte[count];
        for (int image = 0; image < count; image++) {
            labels[image] = (byte) (image * 7 % CLASSES);
            double cy = height * (0.5 + 0.15 * stream.nextGaussian());
            double cx = width * (0.1 * labels[image]);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double distance = (y - cy) * (y - cy) + (x - cx) * (x - cx);
                    double ink = 255 * StrictMath.exp(-distance / 20) + 20 * stream.nextGaussian();
                    pixels[(image * height + y) * width + x] = (byte) Math.max(0, Math.min(255, Math.round(ink)));
                }
            }
        }
        return TestImages.of(pixels, labels, new ImageShape(1, height, width), CLASSES);
    }

    static LabelledImages images(int count) {
        return images(count, SIDE, SIDE, 1);
    }
}
