package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.Networks.Head;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A network with its weights in the format of DL4J's {@code ModelSerializer}: a zip of {@code configuration.json} and
 * {@code coefficients.bin}. Neither writing nor reading touches native memory, and equal networks give equal bytes.
 * Reading trusts nothing: DL4J's own reader deserialises Java objects that a file may hold.
 *
 * @param configuration what the network is
 * @param weights all of its parameters
 */
public record ModelFile(ComputationGraphConfiguration configuration, Weights weights) {
    /** Entry of the network's definition. */
    public static final String CONFIGURATION = "configuration.json";

    /** Entry of the flat parameter vector. */
    public static final String COEFFICIENTS = "coefficients.bin";

    private static final int LARGEST_CONFIGURATION = 8 << 20;
    private static final LocalDateTime TIMELESS = LocalDateTime.of(1980, 1, 1, 0, 0);

    /** Checks that the weights are the configuration's. */
    public ModelFile {
        if (!Layouts.of(configuration).equals(weights.layout())) {
            throw new IllegalArgumentException("weights of another network than the configuration's");
        }
    }

    /** The trained network of a variant, with a softmax head. */
    public static ModelFile of(Variant variant, Weights weights, ImageShape images, int classes) {
        return new ModelFile(Networks.configuration(variant, images, classes, Head.SOFTMAX, new NoOp(), 0), weights);
    }

    /** Writes the zip; the stream stays open. */
    public void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(entry(CONFIGURATION));
        zip.write(configuration.toJson().getBytes(StandardCharsets.UTF_8));
        zip.putNextEntry(entry(COEFFICIENTS));
        DataOutputStream data = new DataOutputStream(zip);
        Coefficients.write(weights.values(), data);
        data.flush();
        zip.finish();
    }

    /**
     * Reads a zip of this format, the configuration first, and nothing else in it.
     *
     * @param in read to the end of the zip; stays open
     * @param source what to call the file in a refusal
     * @throws RefusedException when anything is not as it should be: another entry, too large a configuration, a class or
     *     layer that LossAtlas does not know, other coefficients than the configuration has parameters
     * @throws IOException when the stream cannot be read
     */
    public static ModelFile read(InputStream in, String source) throws IOException {
        return read(in, source, configuration -> {});
    }

    /**
     * The same, with a check of the configuration before memory is taken for the weights.
     *
     * @param check refuses configurations that are not wanted
     */
    static ModelFile read(InputStream in, String source, Consumer<ComputationGraphConfiguration> check)
            throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        try {
            expect(zip.getNextEntry(), CONFIGURATION, source);
            byte[] json = zip.readNBytes(LARGEST_CONFIGURATION + 1);
            if (json.length > LARGEST_CONFIGURATION) {
                throw new RefusedException("%s: %s: expected at most %d bytes, found more"
                        .formatted(source, CONFIGURATION, LARGEST_CONFIGURATION));
            }
            ComputationGraphConfiguration configuration = UntrustedConfiguration.parse(json, source);
            ParameterLayout layout = UntrustedConfiguration.layout(configuration, source);
            check.accept(configuration);
            expect(zip.getNextEntry(), COEFFICIENTS, source);
            float[] values = Coefficients.read(new DataInputStream(zip), layout.size(), source);
            ZipEntry further = zip.getNextEntry();
            if (further != null) {
                throw new RefusedException("%s: expected no entry after %s, found '%s'"
                        .formatted(source, COEFFICIENTS, further.getName()));
            }
            return new ModelFile(configuration, new Weights(layout, values));
        } catch (ZipException | IllegalArgumentException e) {
            throw new RefusedException("%s: not a readable zip file: %s".formatted(source, e.getMessage()), e);
        }
    }

    private static void expect(ZipEntry found, String name, String source) {
        if (found == null || !found.getName().equals(name)) {
            throw new RefusedException("%s: expected the entry %s, found %s"
                    .formatted(source, name, found == null ? "none" : "'" + found.getName() + "'"));
        }
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIMELESS);
        return entry;
    }
}
