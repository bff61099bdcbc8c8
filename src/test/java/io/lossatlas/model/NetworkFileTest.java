package io.lossatlas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.Networks.Head;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.NoOp;

class NetworkFileTest {
    private static final ImageShape IMAGES = new ImageShape(1, 12, 12);
    private static final int CLASSES = 10;
    private static final Variant VARIANT = new Variant(10, Wiring.SKIP, 2, 7, 0.05);
    private static final Weights WEIGHTS = weights(VARIANT);

    @Test
    void pytorchSNamesFollowFromTheLayers() {
        assertThat(TensorNames.of(WEIGHTS.layout()).keySet())
                .contains(
                        "stem.conv.weight",
                        "stem.bn.weight",
                        "stem.bn.bias",
                        "stem.bn.running_mean",
                        "stem.bn.running_var",
                        "b00.conv1.weight",
                        "b00.bn2.running_var",
                        "b03.proj.weight",
                        "b03.projbn.bias",
                        "head.dense.weight",
                        "head.dense.bias")
                .hasSize(WEIGHTS.layout().parameters().size());
    }

    @Test
    void safetensorsReadBackBitForBit() throws IOException {
        byte[] file = SafeTensorsFile.of(WEIGHTS)
                .add("b00.bn1.num_batches_tracked", "I64", "[]", new byte[Long.BYTES])
                .bytes();

        NetworkFile read = read(file, VARIANT);

        assertThat(read.format()).isEqualTo("safetensors");
        assertThat(read.weights().values()).isEqualTo(WEIGHTS.values());
        assertThat(read.sha256()).isEqualTo(sha256(file));
    }

    @Test
    void aModelFileReadsBackBitForBit() throws IOException {
        byte[] file = model(VARIANT);

        NetworkFile read = read(file, VARIANT);

        assertThat(read.format()).isEqualTo("dl4j");
        assertThat(read.weights().values()).isEqualTo(WEIGHTS.values());
        assertThat(read.sha256()).isEqualTo(sha256(file));
    }

    @Test
    void howAModelWasTrainedDoesNotMatter() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ModelFile(Networks.configuration(VARIANT, IMAGES, CLASSES, Head.LOGITS, new Adam(1e-3), 1e-4), WEIGHTS)
                .write(out);

        assertThat(read(out.toByteArray(), VARIANT).weights().values()).isEqualTo(WEIGHTS.values());
    }

    /** Values that each type holds exactly: 1.5, the least half above 0, the largest half, and minus a half of it. */
    @Test
    void narrowerAndWiderTypesAreReadExactly() throws IOException {
        float[] bias = {1.5f, 0x1p-24f, 65504, -0.5f, 0, -0f, 0x1p-14f, 3, 4, 5};
        short[] half = {0x3e00, 0x0001, 0x7bff, (short) 0xb800, 0, (short) 0x8000, 0x0400, 0x4200, 0x4400, 0x4500};
        assertThat(biasOf("F16", shorts(half))).isEqualTo(bias);
        float[] brain = {1.5f, 0x1p-24f, 65536, -0.5f, 0, -0f, 0x1p-14f, 3, 4, 5};
        short[] upper = new short[brain.length];
        for (int n = 0; n < brain.length; n++) {
            upper[n] = (short) (Float.floatToRawIntBits(brain[n]) >>> Short.SIZE);
        }
        assertThat(biasOf("BF16", shorts(upper))).isEqualTo(brain);
        ByteBuffer wide = ByteBuffer.allocate(bias.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : bias) {
            wide.putDouble(value);
        }
        assertThat(biasOf("F64", wide.array())).isEqualTo(bias);
    }

    @Test
    void aHalfThatIsNotANumberIsNoneOfAWeight() {
        short[] half = {0x7e00, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> biasOf("F16", shorts(half)))
                .hasMessageContaining("tensor head.dense.bias: expected finite values of float, found NaN at value 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "6  | SKIP  | 2 | blocks b00 to b01, which is sweep.depths=[6]",
                "10 | PLAIN | 2 | without projections, which is sweep.skips=[plain]",
                "10 | SKIP  | 3 | stem.conv.weight of [3, 1, 3, 3], which is sweep.widths=[3]",
                "20 | PLAIN | 4 | blocks b00 to b08, which is sweep.depths=[20]; stem.conv.weight of [4, 1, 3, 3], "
                        + "which is sweep.widths=[4]; without projections, which is sweep.skips=[plain]",
            })
    void anotherNetworkIsRefusedWithTheSettingsThatFit(int depth, Wiring wiring, int width, String told)
            throws IOException {
        Variant other = new Variant(depth, wiring, width, 7, 0.05);
        String message = "mine: expected the tensors of d10-skip-w2-s7-lr0.05, found those of another network: " + told;

        assertRefused(SafeTensorsFile.of(weights(other)).bytes(), message);
        assertRefused(model(other), message);
    }

    @Test
    void tensorsOfOtherNamesAreRefusedWithSomeOfBoth() {
        assertRefused(
                new SafeTensorsFile()
                        .add("conv1.weight", "F32", "[1]", SafeTensorsFile.floats(1))
                        .bytes(),
                "found none called stem.conv.weight, stem.bn.weight, stem.bn.bias and 54 more, but conv1.weight");
        assertRefused(
                SafeTensorsFile.of(WEIGHTS)
                        .add("extra", "F32", "[1]", SafeTensorsFile.floats(1))
                        .bytes(),
                "expected the tensors of d10-skip-w2-s7-lr0.05 alone, found extra besides");
    }

    @Test
    void anotherShapeOrTypeIsRefused() {
        int bias = WEIGHTS.layout().parameter("head/dense", Role.BIAS).size();
        assertRefused(
                without("head/dense", Role.BIAS)
                        .add("head.dense.bias", "F32", "[2,5]", new byte[Float.BYTES * bias])
                        .bytes(),
                "mine: tensor head.dense.bias: expected shape [10], found [2, 5]");
        assertRefused(
                without("head/dense", Role.BIAS)
                        .add("head.dense.bias", "I32", "[10]", new byte[Integer.BYTES * bias])
                        .bytes(),
                "mine: tensor head.dense.bias: expected dtype F32, F64, F16 or BF16, found I32");
    }

    @Test
    void whatNoNetworkHasIsRefused() {
        Parameter variance = WEIGHTS.layout().parameter("b01/bn2", Role.BN_VAR);
        assertRefused(
                changed(variance.offset() + 1, -1e-9f),
                "mine: tensor b01.bn2.running_var: expected finite variances from 0 on, found -1.0E-9 at value 1");
        Parameter filter = WEIGHTS.layout().parameter("b00/conv1", Role.CONV);
        assertRefused(
                changed(filter.offset() + 3, Float.NaN),
                "mine: tensor b00.conv1.weight: expected finite values of float, found NaN at value 3");
    }

    @Test
    void aFileThatIsFarTooLongIsRefusedUnread() {
        assertThatThrownBy(() -> NetworkFile.read(
                        new ByteArrayInputStream(new byte[0]), 1L << 40, "mine", VARIANT, IMAGES, CLASSES))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("parameters of d10-skip-w2-s7-lr0.05 in at most ")
                .hasMessageContaining("found 1099511627776");
    }

    @Test
    void aFileThatEndsEarlyIsRefused() {
        byte[] whole = SafeTensorsFile.of(WEIGHTS).bytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - 2);
        assertRefused(cut, "bytes of values, as the header says, found ");
        assertThatThrownBy(() ->
                        NetworkFile.read(new ByteArrayInputStream(cut), whole.length, "mine", VARIANT, IMAGES, CLASSES))
                .hasMessageContaining("tensor head.dense.bias: expected 10 values, found the end of the file");
    }

    /** The parameters of a depth of 4 are the same with and without shortcuts: only the graph tells them apart. */
    @Test
    void aModelOfAnotherGraphWithTheSameParametersIsRefused() throws IOException {
        Variant plain = new Variant(4, Wiring.PLAIN, 2, 7, 0.05);
        Variant skip = new Variant(4, Wiring.SKIP, 2, 7, 0.05);

        assertThat(read(model(plain), plain).weights().layout())
                .isEqualTo(weights(skip).layout());
        assertThatThrownBy(() -> read(model(plain), skip))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("mine: configuration.json: b00/add: expected Add")
                .hasMessageEndingWith("found none");
    }

    @Test
    void aModelOfAnotherEpsilonIsRefused() throws IOException {
        assertThatThrownBy(() ->
                        read(model(VARIANT, json -> json.replace("\"eps\" : 1.0E-5", "\"eps\" : 1.0E-3")), VARIANT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("b00/bn1: expected BatchNorm[epsilon=1.0E-5")
                .hasMessageContaining("found BatchNorm[epsilon=0.001");
    }

    @Test
    void aModelThatNoGraphExpressesIsRefusedByItsLayer() {
        assertThatThrownBy(() -> read(model(VARIANT, json -> json.replace("\"Truncate\"", "\"Same\"")), VARIANT))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("mine: configuration.json: layer ")
                .hasMessageEndingWith("its convolution mode is Same");
    }

    /** The decay of running statistics says how they came about, not what the network computes. */
    @Test
    void aModelOfAnotherDecayIsTheSameNetwork() throws IOException {
        byte[] file = model(VARIANT, json -> json.replace("\"decay\" : 0.9", "\"decay\" : 0.99"));

        assertThat(read(file, VARIANT).weights().values()).isEqualTo(WEIGHTS.values());
    }

    private static float[] biasOf(String type, byte[] values) throws IOException {
        byte[] file = without("head/dense", Role.BIAS)
                .add("head.dense.bias", type, "[10]", values)
                .bytes();
        NetworkFile read = read(file, VARIANT);
        return read.weights().of(WEIGHTS.layout().parameter("head/dense", Role.BIAS));
    }

    private static SafeTensorsFile without(String name, Role kind) {
        SafeTensorsFile file = new SafeTensorsFile();
        for (Parameter parameter : WEIGHTS.layout().parameters()) {
            if (!parameter.name().equals(name) || parameter.role() != kind) {
                file.add(
                        TensorNames.of(parameter),
                        "F32",
                        parameter.shape().toString(),
                        SafeTensorsFile.floats(WEIGHTS.of(parameter)));
            }
        }
        return file;
    }

    private static byte[] changed(int at, float value) {
        float[] values = WEIGHTS.values().clone();
        values[at] = value;
        return SafeTensorsFile.of(new Weights(WEIGHTS.layout(), values)).bytes();
    }

    private static byte[] shorts(short[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (short value : values) {
            buffer.putShort(value);
        }
        return buffer.array();
    }

    private static Weights weights(Variant variant) {
        return InitialWeights.draw(
                Layouts.of(Networks.configuration(variant, IMAGES, CLASSES, Head.SOFTMAX, new NoOp(), 0)), 3);
    }

    private static byte[] model(Variant variant) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.of(variant, weights(variant), IMAGES, CLASSES).write(out);
        return out.toByteArray();
    }

    private static byte[] model(Variant variant, UnaryOperator<String> change) throws IOException {
        return ZipEntries.changed(model(variant), "configuration.json", change);
    }

    private static NetworkFile read(byte[] file, Variant variant) throws IOException {
        return NetworkFile.read(new ByteArrayInputStream(file), file.length, "mine", variant, IMAGES, CLASSES);
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> read(file, VARIANT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(message);
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
