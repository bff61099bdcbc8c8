package io.lossatlas.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.DataConfigs;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.identity.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as numpy writes them, and others. That numpy's own are read is shown by {@code notebooks/checks/formats.py}. */
class NpzFormatTest {
    private static final byte[] X = {0, 51, (byte) 255, 102, 1, 2, 3, 4};
    private static final byte[] Y = {2, 0};

    @TempDir
    private Path folder;

    private static byte[] npy(String type, String shape, byte[] values) {
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, shape);
        return raw(header, values);
    }

    private static byte[] raw(String header, byte[] values) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(10 + text.length + values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) text.length)
                .put(text)
                .put(values)
                .array();
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return bytes.array();
    }

    private void put(String name, Object... entries) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (int n = 0; n < entries.length; n += 2) {
                zip.putNextEntry(new ZipEntry((String) entries[n]));
                zip.write((byte[]) entries[n + 1]);
            }
        }
    }

    private void sound() throws IOException {
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X), "y.npy", npy("|u1", "2,", Y));
        put("test.npz", "y.npy", npy("<i8", "1,", longs(1)), "x.npy", npy("|u1", "1, 2, 1, 2", Arrays.copyOf(X, 4)));
    }

    private DataSet read(int classes, List<Double> mean, List<Double> std, int examples) {
        DataConfig config = DataConfigs.of(
                folder.toString(), "classes=" + classes, "mean=" + mean, "std=" + std, "train-examples=" + examples);
        return DataFiles.read(config, new Configuration());
    }

    private DataSet readNumbers(String... settings) {
        return DataFiles.read(DataConfigs.of(folder.toString(), settings), LossKind.MSE, new Configuration());
    }

    private DataSet read() {
        return read(0, List.of(), List.of(), 0);
    }

    private static float[] inputs(LabelledImages images, int image) {
        float[] inputs = new float[images.shape().size()];
        images.inputs(image, inputs, 0);
        return inputs;
    }

    private void refused(String message) {
        assertThatThrownBy(this::read).isInstanceOf(RefusedException.class).hasMessage(folder + "/" + message);
    }

    @Test
    void bytesAreSharesOf255AndClassesThoseOfTheTrainingLabels() throws IOException {
        sound();
        DataSet read = read();
        assertThat(read.train().shape()).isEqualTo(new ImageShape(2, 1, 2));
        assertThat(read.train().classes()).isEqualTo(3);
        assertThat(read.train().labels()).containsExactly(2, 0);
        assertThat(read.test().labels()).containsExactly(1);
        assertThat(inputs(read.train(), 0)).containsExactly(0, 0.2f, 1, 0.4f);
        assertThat(read.sha256())
                .containsOnlyKeys("data.train-file/x", "data.train-file/y", "data.test-file/x", "data.test-file/y");
        assertThat(read.sha256()).containsEntry("data.train-file/y", sha256(npy("|u1", "2,", Y)));
    }

    private static String sha256(byte[] content) {
        MessageDigest digest = Sha256.digest();
        digest.update(content);
        return Sha256.hex(digest);
    }

    @Test
    void meanAndDeviationOfEachChannelAreThoseThatAreGiven() throws IOException {
        sound();
        DataSet read = read(10, List.of(0.0, 0.4), List.of(0.5), 1);
        assertThat(read.train().classes()).isEqualTo(10);
        assertThat(read.train().count()).isEqualTo(1);
        assertThat(inputs(read.train(), 0)).containsExactly(0, 0.4f, 1.2f, 0);
    }

    @Test
    void floatsAreInputsAsTheyStandAndAreScaledOnlyIfAsked() throws IOException {
        put(
                "train.npz",
                "x.npy",
                npy("<f4", "2, 3", floats(1, -2, 3, 4, 5, 6)),
                "y.npy",
                npy("<i4", "2,", new byte[8]));
        put("test.npz", "x.npy", npy("<f4", "1, 3", floats(7, 8, 9)), "y.npy", npy("<i4", "1,", new byte[4]));
        DataSet read = read();
        assertThat(read.train().shape()).isEqualTo(new ImageShape(1, 1, 3));
        assertThat(read.train().classes()).isEqualTo(2);
        assertThat(inputs(read.train(), 0)).containsExactly(1, -2, 3);
        assertThat(inputs(read.test(), 0)).containsExactly(7, 8, 9);
        assertThat(inputs(read(0, List.of(1.0), List.of(2.0), 0).test(), 0)).containsExactly(3, 3.5f, 4);
        assertThatThrownBy(() -> read.train().bytes()).isInstanceOf(IllegalStateException.class);
    }

    private void refusedImages(String type, String shape, String expected, String found) throws IOException {
        sound();
        put("train.npz", "x.npy", npy(type, shape, X), "y.npy", npy("|u1", "2,", Y));
        assertThatThrownBy(this::read)
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(folder + "/train.npz/x.npy: at byte ")
                .hasMessageEndingWith("expected %s, found %s".formatted(expected, found));
    }

    @Test
    void arraysOfAnotherTypeOrShapeAreRefused() throws IOException {
        String shapes = "x of [n, channels, height, width] or [n, values], sides up to 4096";
        refusedImages("<f8", "2, 2, 1, 2", "x of uint8 or float32", "<f8");
        refusedImages("|O", "2, 2, 1, 2", "x of uint8 or float32", "|O");
        refusedImages("|u1", "2, 2, 2", shapes, "[2, 2, 2]");
        refusedImages("|u1", "2, 5000, 1, 1", shapes, "[2, 5000, 1, 1]");
        refusedImages("|u1", "9999999999, 2, 1, 2", "at most 1073741824 values in all", "[9999999999, 2, 1, 2]");
        refusedImages(
                "|u1",
                "9999999999, 4096, 4096, 4096",
                "at most 1073741824 values in all",
                "[9999999999, 4096, 4096, 4096]");
        refusedImages("|u1", "2, 0, 1, 2", "extents from 1 to 9999999999", "(2, 0, 1, 2)");
        refusedImages("|u1", "2, 99999999999, 1, 2", "extents from 1 to 9999999999", "(2, 99999999999, 1, 2)");
    }

    @Test
    void aHeaderThatIsNoneIsRefused() throws IOException {
        sound();
        put("train.npz", "x.npy", raw("__import__('os')", X));
        refused(
                "train.npz/x.npy: at byte 10 expected a header of descr, fortran_order and shape, found __import__('os')");
        put("train.npz", "x.npy", "PK nothing of numpy".getBytes(StandardCharsets.UTF_8));
        refused("train.npz/x.npy: at byte 0 expected an array of numpy, found other bytes");
        put("train.npz", "x.npy", raw("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2, 1, 2), }", X));
        refused("train.npz/x.npy: at byte 10 expected values in C order, found Fortran order");
    }

    /** What the header promises takes no memory before it is there. */
    @Test
    void fewerValuesThanPromisedAreRefusedAndMoreToo() throws IOException {
        sound();
        put("train.npz", "x.npy", npy("|u1", "1000000, 1, 32, 32", X));
        assertThatThrownBy(this::read)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected values up to byte 1024")
                .hasMessageEndingWith("found the end of the file");
        put("train.npz", "x.npy", npy("|u1", "1, 2, 1, 2", X));
        assertThatThrownBy(this::read).hasMessageEndingWith("expected the end of the file, found trailing bytes");
    }

    @Test
    void anArchiveIsOfXAndYAlone() throws IOException {
        sound();
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X));
        refused("train.npz: at byte 0 expected the arrays x and y, found no y");
        put("train.npz", "x_train.npy", npy("|u1", "2, 2, 1, 2", X));
        refused("train.npz: at byte 0 expected the arrays x and y, each once, found 'x_train.npy'");
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X), "y.npy", npy("|u1", "3,", new byte[3]));
        refused("train.npz: at byte 0 expected one label in y for each of the 2 images in x, found 3");
        Files.write(folder.resolve("train.npz"), new byte[50]);
        refused("train.npz: at byte 0 expected the arrays x and y, found no x");
    }

    @Test
    void aDamagedArchiveIsRefused() throws IOException {
        sound();
        byte[] content = Files.readAllBytes(folder.resolve("train.npz"));
        List<Integer> silent = new ArrayList<>();
        for (int length = 30; length < content.length / 2; length += 7) {
            Files.write(folder.resolve("train.npz"), Arrays.copyOf(content, length));
            try {
                read();
                silent.add(length);
            } catch (RefusedException e) {
                assertThat(e).hasMessageContaining("train.npz");
            }
        }
        assertThat(silent).isEmpty();
    }

    /** A name that is no UTF-8, though its flag says so. */
    @Test
    void anEntryWithAMalformedNameIsRefused() throws IOException {
        sound();
        put("train.npz", "\u00e4.npy", new byte[1]);
        byte[] content = Files.readAllBytes(folder.resolve("train.npz"));
        for (int n = 0; n < content.length; n++) {
            content[n] = content[n] == (byte) 0xc3 ? (byte) 0xff : content[n];
        }
        Files.write(folder.resolve("train.npz"), content);
        assertThatThrownBy(this::read)
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith(folder + "/train.npz: at byte 0 expected ");
    }

    @Test
    void moreLabelsThanCanBeHeldAreRefusedBeforeTheyAreRead() throws IOException {
        sound();
        put("train.npz", "y.npy", npy("<i8", "268435456,", new byte[8]));
        refused("train.npz/y.npy: at byte 0 expected y of [n], at most 134217728, found [268435456]");
    }

    @Test
    void labelsThatAreNoneAreRefusedByTheirPlace() throws IOException {
        sound();
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X), "y.npy", npy("<i8", "2,", longs(1, -1)));
        assertThatThrownBy(this::read).hasMessageEndingWith("expected a label from 0 to 65535, found -1");
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X), "y.npy", npy("<u8", "2,", longs(1, -1)));
        assertThatThrownBy(this::read)
                .hasMessageEndingWith("expected a label from 0 to 65535, found 18446744073709551615");
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X), "y.npy", npy("<f4", "2,", floats(0, 1)));
        refused(
                "train.npz/y.npy: at byte 0 expected y of whole numbers, the labels, since surface.loss is cross-entropy "
                        + "(surface.loss=mse takes floats), found <f4");
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X), "y.npy", npy("<f2", "2,", new byte[4]));
        refused("train.npz/y.npy: at byte 0 expected y of whole numbers, found <f2");
        put("train.npz", "x.npy", npy("|u1", "2, 2, 1, 2", X), "y.npy", npy("|u1", "2,", new byte[2]));
        put("test.npz", "x.npy", npy("|u1", "1, 2, 1, 2", new byte[4]), "y.npy", npy("|u1", "1,", new byte[] {7}));
        refused("test.npz/y.npy: at byte 0 expected labels from 0 to 1, of 2 classes, found 7 at place 0");
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() throws IOException {
        put("train.npz", "x.npy", npy("<f4", "1, 2", floats(1, Float.NaN)), "y.npy", npy("|u1", "1,", new byte[1]));
        assertThatThrownBy(this::read).hasMessageEndingWith("expected finite values, found NaN");
    }

    @Test
    void imagesOfBothSplitsHaveOneShape() throws IOException {
        sound();
        put("test.npz", "x.npy", npy("|u1", "1, 1, 2, 2", new byte[4]), "y.npy", npy("|u1", "1,", new byte[1]));
        refused("test.npz: at byte 0 expected images of 2 x 1 x 2 as in %s/train.npz, found 1 x 2 x 2"
                .formatted(folder));
    }

    /** Two training examples and a test example of one value, with these numbers. */
    private void putNumbers(String type, String extents, byte[] train, String test, byte[] ofTest) throws IOException {
        put("train.npz", "x.npy", npy("<f4", "2, 1", floats(1, 2)), "y.npy", npy(type, extents, train));
        put("test.npz", "y.npy", npy(type, test, ofTest), "x.npy", npy("<f4", "1, 1", floats(3)));
    }

    private static double[] targets(LabelledImages images) {
        return IntStream.range(0, images.count() * images.outputs())
                .mapToDouble(n -> images.target(n / images.outputs(), n % images.outputs()))
                .toArray();
    }

    @Test
    void floatsOfBothWidthsAreTheNumbersToFit() throws IOException {
        putNumbers("<f4", "2, 2", floats(0.1f, -2, 3, 4), "1, 2", floats(5, 6));
        DataSet two = readNumbers();
        assertThat(two.train().hasLabels()).isFalse();
        assertThat(two.train().outputs()).isEqualTo(2);
        assertThat(targets(two.train())).containsExactly(0.1f, -2, 3, 4);
        assertThat(targets(two.test())).containsExactly(5, 6);
        assertThat(targets(readNumbers("train-examples=1").train())).containsExactly(0.1f, -2);
        assertThat(targets(two.train().first(1))).containsExactly(0.1f, -2);
        assertThatThrownBy(() -> two.train().label(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> two.train().classes()).isInstanceOf(IllegalStateException.class);

        putNumbers("<f8", "2,", doubles(0.1, -2), "1,", doubles(3));
        DataSet one = readNumbers();
        assertThat(one.train().outputs()).isEqualTo(1);
        assertThat(targets(one.train())).containsExactly(0.1, -2);
        assertThat(targets(one.test())).containsExactly(3);
        assertThat(one.sha256()).containsEntry("data.train-file/y", sha256(npy("<f8", "2,", doubles(0.1, -2))));
    }

    @Test
    void labelsServeTheMeanSquaredErrorAsOneAtTheLabelAndZeroElsewhere() throws IOException {
        sound();
        LabelledImages train = readNumbers().train();
        assertThat(train.labels()).containsExactly(2, 0);
        assertThat(targets(train)).containsExactly(0, 0, 1, 1, 0, 0);
    }

    /** More numbers than are read at a time, in an order of their own. */
    @Test
    void manyNumbersAreReadInTheirOrderAndCheckedToTheEnd() throws IOException {
        double[] values = IntStream.range(0, 30_000).mapToDouble(n -> n * 0.25).toArray();
        byte[] x = npy("<f4", "10000, 1", new byte[40_000]);
        put("train.npz", "y.npy", npy("<f8", "10000, 3", doubles(values)), "x.npy", x);
        put("test.npz", "x.npy", npy("<f4", "1, 1", floats(3)), "y.npy", npy("<f4", "1, 3", floats(1, 2, 3)));
        assertThat(targets(readNumbers().train())).containsExactly(values);
        assertThat(targets(readNumbers("train-examples=3000").train())).containsExactly(Arrays.copyOf(values, 9_000));
        values[29_999] = Double.POSITIVE_INFINITY;
        put("train.npz", "y.npy", npy("<f8", "10000, 3", doubles(values)), "x.npy", x);
        assertThatThrownBy(() -> readNumbers("train-examples=1"))
                .hasMessageStartingWith(folder + "/train.npz/y.npy: at byte ")
                .hasMessageEndingWith("expected finite values, found Infinity");
    }

    private void refusedNumbers(String message, String... settings) {
        assertThatThrownBy(() -> readNumbers(settings))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message.formatted(folder));
    }

    @Test
    void numbersThatAreNoneOrTooManyOrFitNothingAreRefused() throws IOException {
        putNumbers("<f4", "2,", floats(1, Float.NaN), "1,", floats(1));
        assertThatThrownBy(this::readNumbers)
                .hasMessageStartingWith(folder + "/train.npz/y.npy: at byte ")
                .hasMessageEndingWith("expected finite values, found NaN");
        putNumbers("<f4", "3,", floats(1, 2, 3), "1,", floats(1));
        refusedNumbers("%s/train.npz: at byte 0 expected one row in y for each of the 2 images in x, found 3");
        putNumbers("<f4", "2,", floats(1, 2), "1, 2", floats(1, 2));
        refusedNumbers(
                "%1$s/test.npz/y.npy: at byte 0 expected y of floats, 1 of an example as in %1$s/train.npz/y.npy, found floats, 2 of an example");
        putNumbers("<f4", "2,", floats(1, 2), "1,", floats(1));
        put("test.npz", "x.npy", npy("<f4", "1, 1", floats(3)), "y.npy", npy("|u1", "1,", new byte[1]));
        refusedNumbers(
                "%1$s/test.npz/y.npy: at byte 0 expected y of floats, 1 of an example as in %1$s/train.npz/y.npy, found labels");
        putNumbers("<f4", "2,", floats(1, 2), "1,", floats(1));
        refusedNumbers(
                "data.classes: expected 0, since %s/train.npz/y.npy are floats and no labels, found 3", "classes=3");
        putNumbers("<f4", "2, 1, 1", floats(1, 2), "1,", floats(1));
        refusedNumbers(
                "%s/train.npz/y.npy: at byte 0 expected y of [n] or [n, outputs], up to 65536 outputs, at most 134217728 numbers in all, found [2, 1, 1]");
        putNumbers("<f8", "9999999999, 65536", doubles(1, 2), "1,", doubles(1));
        assertThatThrownBy(this::readNumbers).hasMessageEndingWith("found [9999999999, 65536]");
        putNumbers("<f8", "1000000, 100", doubles(1, 2), "1, 100", doubles(1));
        assertThatThrownBy(this::readNumbers).hasMessageEndingWith("found the end of the file");
        putNumbers("<f2", "2,", new byte[4], "1,", new byte[2]);
        refusedNumbers("%s/train.npz/y.npy: at byte 0 expected y of whole numbers, float32 or float64, found <f2");
        putNumbers("<i8", "2, 1", longs(0, 1), "1, 1", longs(1));
        refusedNumbers("%s/train.npz/y.npy: at byte 0 expected y of [n], at most 134217728, found [2, 1]");
    }
}
