package io.lossatlas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.Networks.Head;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

class ModelFileTest {
    private static final Variant VARIANT = new Variant(4, Wiring.PLAIN, 2, 7, 0.05);
    private static final String TRACE = "lossatlas.test.tripwire";

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void dl4jSOwnLoaderReadsTheSameNetwork(Wiring wiring) throws IOException {
        Variant variant = new Variant(30, wiring, 2, 7, 0.05);
        ModelFile file = model(variant);

        ComputationGraph loaded = ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(bytes(file)), false);

        assertThat(loaded.params().dup('c').data().asFloat())
                .isEqualTo(file.weights().values());
        ComputationGraph direct = new ComputationGraph(file.configuration());
        direct.init(Nd4j.create(new float[][] {file.weights().values()}), true);
        INDArray images = Nd4j.linspace(-1, 1, 3 * 12 * 12)
                .reshape(3, 1, 12, 12)
                .castTo(loaded.params().dataType());
        assertThat(loaded.outputSingle(images)).isEqualTo(direct.outputSingle(images));
    }

    @Test
    void whatIsWrittenReadsBackAndWritesTheSameBytes() throws IOException {
        Variant variant = new Variant(30, Wiring.SKIP, 2, 7, 0.05);
        ModelFile file = model(variant);

        ModelFile read = read(bytes(file));

        assertThat(read.weights().layout()).isEqualTo(file.weights().layout());
        assertThat(read.weights().values()).isEqualTo(file.weights().values());
        assertThat(read.configuration().toJson()).isEqualTo(file.configuration().toJson());
        assertThat(bytes(read)).isEqualTo(bytes(file));
    }

    @Test
    void aFileThatDl4jSavedIsRead() throws IOException {
        ComputationGraph graph = new ComputationGraph(model(VARIANT).configuration());
        graph.init();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelSerializer.writeModel(graph, out, false);

        assertThat(read(out.toByteArray()).weights().values())
                .isEqualTo(graph.params().dup('c').data().asFloat());
    }

    @Test
    void entriesOfOtherNamesAreRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        Map<String, byte[]> evil = new LinkedHashMap<>();
        evil.put("../../evil", new byte[] {1});
        evil.putAll(entries);
        assertRefused(zip(evil), "model.zip: expected the entry configuration.json, found '../../evil'");

        entries.put("preprocessor.bin", new byte[] {1});
        assertRefused(zip(entries), "model.zip: expected no entry after coefficients.bin, found 'preprocessor.bin'");
    }

    @Test
    void whatIsNoZipIsRefused() {
        assertRefused(new byte[100], "model.zip: expected the entry configuration.json, found none");
    }

    @Test
    void aConfigurationThatUnpacksToGigabytesIsRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("configuration.json", new byte[20 << 20]);
        byte[] bomb = zip(entries);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertRefused(bomb, "model.zip: configuration.json: expected at most 8388608 bytes, found more");
    }

    @Test
    void aClassOfTheFileSChoosingIsNeverLoaded() throws IOException {
        assertRefused(
                withConfiguration("org.nd4j.linalg.activations.impl.ActivationReLU", Tripwire.class.getName()),
                "model.zip: configuration.json: names the class '%s', which LossAtlas does not know"
                        .formatted(Tripwire.class.getName()));
        assertThat(System.getProperty(TRACE)).isNull();
    }

    @Test
    void jsonNestedWithoutEndIsRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("configuration.json", "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        assertRefused(zip(entries), "model.zip: configuration.json: expected at most 32 levels, found more");
    }

    @Test
    void aBillionParametersAreRefusedBeforeMemoryIsTaken() throws IOException {
        assertRefused(
                withConfiguration("\"nout\" : 2", "\"nout\" : 10000000"), "expected 1 to 50000000 parameters, found ");
        assertRefused(withConfiguration("\"nout\" : 2", "\"nout\" : 2000000000"), "model.zip: configuration.json: ");
    }

    @Test
    void coefficientsOfAnotherNetworkAreRefused() throws IOException {
        assertRefused(
                withConfiguration("\"nout\" : 2", "\"nout\" : 3"),
                "model.zip: coefficients.bin: number of parameters: expected ");
    }

    @Test
    void truncatedCoefficientsAreRefused() throws IOException {
        Map<String, byte[]> entries = entries();
        byte[] whole = entries.get("coefficients.bin");
        entries.put("coefficients.bin", Arrays.copyOf(whole, whole.length - 2));
        assertRefused(zip(entries), "found its end before the last");
    }

    /** Leaves a trace when it is initialised. */
    static final class Tripwire {
        static {
            System.setProperty(TRACE, "tripped");
        }

        private Tripwire() {}
    }

    private static void assertRefused(byte[] zip, String message) {
        assertThatThrownBy(() -> read(zip)).isInstanceOf(RefusedException.class).hasMessageContaining(message);
    }

    private static ModelFile model(Variant variant) {
        ParameterLayout layout =
                Layouts.of(Networks.configuration(variant, new ImageShape(1, 12, 12), 10, Head.SOFTMAX, new NoOp(), 0));
        return ModelFile.of(variant, InitialWeights.draw(layout, 3), new ImageShape(1, 12, 12), 10);
    }

    private static byte[] bytes(ModelFile file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toByteArray();
    }

    private static ModelFile read(byte[] zip) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(zip), "model.zip");
    }

    private static byte[] withConfiguration(String text, String replacement) throws IOException {
        Map<String, byte[]> entries = entries();
        String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
        assertThat(json).contains(text);
        entries.put("configuration.json", json.replace(text, replacement).getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes(model(VARIANT))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }
}
