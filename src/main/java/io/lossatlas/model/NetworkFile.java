package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.identity.Sha256;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.SoundWeights;
import io.lossatlas.graph.Weights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A trained network that a user brings: a safetensors file with PyTorch's names, or a DL4J model file. Reading takes no
 * more memory than the variant that is asked for, whatever the file says.
 *
 * @param format {@value #SAFETENSORS} or {@value #DL4J}
 * @param sha256 of the whole file, in hexadecimal
 * @param weights of the variant's layout
 */
public record NetworkFile(String format, String sha256, Weights weights) {
    /** The format of Hugging Face's safetensors. */
    public static final String SAFETENSORS = "safetensors";

    /** The format of DL4J's {@code ModelSerializer}. */
    public static final String DL4J = "dl4j";

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int MOST_OVERHEAD = 16 << 20;
    private static final int MOST_BYTES_A_PARAMETER = 16;
    private static final int BUFFER = 1 << 16;

    /**
     * Reads a file and checks that it is a network of the variant.
     *
     * @param in read to its end; stays open
     * @param length of the file
     * @param source what to call it in a refusal
     * @param images that it reads
     * @param classes number of its logits
     * @throws RefusedException naming the tensor, what was expected and what was found, where the file is not such a
     *     network, or holds a weight that is not finite (every loss would be NaN) or a negative variance
     * @throws IOException when the stream cannot be read
     */
    public static NetworkFile read(
            InputStream in, long length, String source, Variant variant, ImageShape images, int classes)
            throws IOException {
        Graph graph = FamilyGraph.of(variant, images, classes);
        ParameterLayout layout = graph.layout();
        long most = MOST_OVERHEAD + (long) MOST_BYTES_A_PARAMETER * layout.size();
        if (length > most) {
            throw new RefusedException("%s: expected the %d parameters of %s in at most %d bytes, found %d"
                    .formatted(source, layout.size(), variant, most, length));
        }
        MessageDigest digest = Sha256.digest();
        InputStream hashed = new BufferedInputStream(new DigestInputStream(in, digest), BUFFER);
        hashed.mark(ZIP.length);
        boolean zip = Arrays.equals(hashed.readNBytes(ZIP.length), ZIP);
        hashed.reset();
        float[] values = zip
                ? fromDl4j(hashed, source, variant, images, graph)
                : SafeTensorsWeights.read(
                                hashed,
                                length,
                                source,
                                layout,
                                TensorNames.of(layout),
                                found -> NetworkShape.require(variant, layout, found, source))
                        .values();
        hashed.transferTo(OutputStream.nullOutputStream());
        requireSound(layout, values, TensorNames::of, source);
        return new NetworkFile(zip ? DL4J : SAFETENSORS, Sha256.hex(digest), new Weights(layout, values));
    }

    /**
     * Refuses weights that no network can be evaluated with.
     *
     * @param name of a parameter's tensor in the file
     */
    static void requireSound(ParameterLayout layout, float[] values, Function<Parameter, String> name, String source) {
        SoundWeights.fault(layout, values, parameter -> "tensor " + name.apply(parameter))
                .ifPresent(fault -> {
                    throw new RefusedException("%s: %s".formatted(source, fault));
                });
    }

    private static float[] fromDl4j(InputStream in, String source, Variant variant, ImageShape images, Graph graph)
            throws IOException {
        ParameterLayout layout = graph.layout();
        ModelFile model = ModelFile.read(in, source, found -> {
            NetworkShape.require(variant, layout, shapes(UntrustedConfiguration.layout(found, source)), source);
            SameGraph.require(graph, found, images, source);
        });
        if (!model.weights().layout().equals(layout)) {
            throw new RefusedException(
                    "%s: expected the parameters in the order of %s, found another".formatted(source, variant));
        }
        return model.weights().values();
    }

    private static Map<String, List<Long>> shapes(ParameterLayout layout) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        layout.parameters()
                .forEach(parameter -> shapes.put(
                        TensorNames.of(parameter),
                        parameter.shape().stream().map(Integer::longValue).toList()));
        return shapes;
    }
}
