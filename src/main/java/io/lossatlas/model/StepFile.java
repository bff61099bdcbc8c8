package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.identity.Sha256;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Weights of a network that is brought along, at one step of its training: a safetensors file whose tensors bear the names of
 * the graph's parameters. Tensors that the graph does not read are passed over.
 *
 * @param sha256 of the whole file, in hexadecimal
 * @param step that the file says it is of ({@code __metadata__.step})
 * @param weights of the graph's layout
 */
public record StepFile(String sha256, OptionalInt step, Weights weights) {
    private static final int BUFFER = 1 << 16;
    private static final int SOME = 3;

    /**
     * Reads a file; takes no more memory than the layout asks for, whatever the file says.
     *
     * @param in read to its end; stays open
     * @param length of the file
     * @param source what to call it in a refusal
     * @throws RefusedException naming the tensor, what was expected and what was found
     * @throws IOException when the stream cannot be read
     */
    public static StepFile read(InputStream in, long length, String source, ParameterLayout layout) throws IOException {
        Map<String, Parameter> parameters = layout.parameters().stream()
                .collect(Collectors.toMap(Parameter::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        MessageDigest digest = Sha256.digest();
        InputStream hashed = new BufferedInputStream(new DigestInputStream(in, digest), BUFFER);
        SafeTensorsWeights read = SafeTensorsWeights.read(
                hashed, length, source, layout, parameters, found -> requireAll(parameters, found, source));
        hashed.transferTo(OutputStream.nullOutputStream());
        NetworkFile.requireSound(layout, read.values(), Parameter::name, source);
        return new StepFile(Sha256.hex(digest), read.step(), new Weights(layout, read.values()));
    }

    private static void requireAll(Map<String, Parameter> parameters, Map<String, List<Long>> found, String source) {
        List<String> missing = parameters.keySet().stream()
                .filter(name -> !found.containsKey(name))
                .toList();
        if (!missing.isEmpty()) {
            String others = found.keySet().stream()
                    .filter(name -> !parameters.containsKey(name))
                    .limit(SOME)
                    .collect(Collectors.joining(", "));
            throw new RefusedException(
                    ("%s: expected a tensor for each of the graph's %d parameters, by the initializer's name, found none for %d of "
                                    + "them: %s%s; found others: %s. Where the exporter has named or laid out weights anew, give an "
                                    + "ONNX file of each step in place of safetensors")
                            .formatted(
                                    source,
                                    parameters.size(),
                                    missing.size(),
                                    String.join(", ", missing.subList(0, Math.min(SOME, missing.size()))),
                                    missing.size() > SOME ? ", ..." : "",
                                    others.isEmpty() ? "none" : others));
        }
        parameters.forEach((name, parameter) -> {
            List<Long> shape =
                    parameter.shape().stream().map(Integer::longValue).toList();
            if (!shape.equals(found.get(name))) {
                throw new RefusedException("%s: tensor %s: expected shape %s, as in the graph, found %s"
                        .formatted(source, name, shape, found.get(name)));
            }
        });
    }
}
