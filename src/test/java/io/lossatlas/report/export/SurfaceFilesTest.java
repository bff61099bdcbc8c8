package io.lossatlas.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.Split;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import io.lossatlas.store.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** A grid of 7 x 4 whose loss at (i, j) is 10 i + j + 1, with one hole at (2, 1); read back by hand. */
class SurfaceFilesTest {
    private static final int NX = 7;
    private static final int NY = 4;
    private static final int HOLE = 2 * NY + 1;
    private static final double[] LOSS = IntStream.range(0, NX * NY)
            .mapToDouble(n -> n == HOLE ? Double.POSITIVE_INFINITY : 10 * Math.floorDiv(n, NY) + n % NY + 1)
            .toArray();
    private static final boolean[] ALL = new boolean[NX * NY];

    static {
        Arrays.fill(ALL, true);
    }

    private static final Surface SURFACE = new Surface(
            new SurfaceKey("random-s1", "d4-plain-w2-s1-lr0.05", 300, Split.TRAIN, BnMode.FROZEN),
            Normalize.FILTER,
            new double[] {-3, -2, -1, 0, 1, 2, 3},
            new double[] {0, 0.5, 1, 1.5},
            LOSS,
            Arrays.stream(LOSS).map(loss -> loss / 8).toArray(),
            Arrays.stream(LOSS).map(loss -> 1 / loss).toArray(),
            IntStream.range(0, NX * NY).mapToLong(n -> 20).toArray(),
            IntStream.range(0, NX * NY).mapToLong(n -> n == HOLE ? 3 : 0).toArray(),
            ALL);

    @Test
    void npzHoldsArraysOfNumpyInCOrder() throws IOException {
        Map<String, byte[]> entries = npz();

        assertThat(entries.keySet())
                .containsExactly(
                        "alpha.npy",
                        "beta.npy",
                        "loss.npy",
                        "loss_se.npy",
                        "accuracy.npy",
                        "non_finite.npy",
                        "examples.npy",
                        "metadata.npy");
        assertThat(header(entries.get("alpha.npy")))
                .isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (7,), }");
        assertThat(header(entries.get("loss.npy")))
                .isEqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (7, 4), }");
        assertThat(header(entries.get("non_finite.npy")))
                .isEqualTo("{'descr': '<i8', 'fortran_order': False, 'shape': (7, 4), }");
        assertThat(doubles(entries.get("loss.npy"))).isEqualTo(LOSS);
        assertThat(doubles(entries.get("beta.npy"))).isEqualTo(SURFACE.betas());
    }

    @Test
    void npzHoldsItsMetadataAsAText() throws IOException {
        byte[] entry = npz().get("metadata.npy");

        assertThat(header(entry)).isEqualTo("{'descr': '<U9', 'fortran_order': False, 'shape': (), }");
        assertThat(new String(data(entry).array(), "UTF-32LE")).endsWith("{\"a\":\"ß\"}");
    }

    @Test
    void vtpHasAPointForEachOfTheGridAndASquareForEachFour() throws IOException {
        String text = vtp(Height.LOSS);

        assertThat(text).contains("NumberOfPoints=\"28\"", "NumberOfPolys=\"14\"", "NumberOfLines=\"0\"");
        double[] points = vtpDoubles(text, "Points", 3 * NX * NY);
        int at = 5 * NY + 3;
        assertThat(Arrays.copyOfRange(points, 3 * at, 3 * at + 3)).containsExactly(2, 1.5, 54);
        assertThat(Arrays.copyOfRange(points, 3 * HOLE, 3 * HOLE + 3)).containsExactly(-1, 0.5, 1);
        assertThat(vtpDoubles(text, "loss", NX * NY)).isEqualTo(LOSS);
        long[] corners = vtpLongs(text, "connectivity", 4 * 14);
        assertThat(corners).startsWith(0, 4, 5, 1).endsWith(22, 26, 27, 23).doesNotContain(HOLE);
        assertThat(vtpLongs(text, "offsets", 14)).startsWith(4, 8).endsWith(56);
    }

    private static WeightPath path(String type) {
        return new WeightPath(
                SURFACE.key(),
                type,
                List.of(
                        new WeightPath.Point("n", 0, 2, 1.5, 0.5, 4, 20, 100, 1, 0.25),
                        new WeightPath.Point("n", 10, -1, 0.25, 0.25, 2, 20, Double.POSITIVE_INFINITY, 1, 0.5),
                        new WeightPath.Point("n", 20, 1, 0, 0.125, 1, 20, 10, 1, 0.75),
                        new WeightPath.Point("n", 40, 0, 0, 0, 0, 20, 1, 1, 1)));
    }

    private static String vtp(WeightPath path) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PathFile.write(path, SURFACE, Height.LOG, "{}", out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** The first step lies on point (5, 3) of the grid, the third on (4, 0); the second has no finite loss. */
    @Test
    void aPathIsALineThroughTheFiniteLossesOfItsSteps() throws IOException {
        String text = vtp(path("trajectory"));
        assertThat(text).contains("NumberOfPoints=\"4\" NumberOfVerts=\"0\" NumberOfLines=\"1\"");
        assertThat(vtpDoubles(text, "Points", 12)).containsExactly(2, 1.5, 2, -1, 0.25, 0, 1, 0, 1, 0, 0, 0);
        assertThat(vtpLongs(text, "connectivity", 3)).containsExactly(0, 2, 3);
        assertThat(vtpLongs(text, "offsets", 1)).containsExactly(3);
        assertThat(vtpLongs(text, "step", 4)).containsExactly(0, 10, 20, 40);
        assertThat(vtpDoubles(text, "residual", 4)).containsExactly(0.5, 0.25, 0.125, 0);
        assertThat(vtpDoubles(text, "loss", 4)).containsExactly(100, Double.POSITIVE_INFINITY, 10, 1);
        double[] inPlane = vtpDoubles(text, "loss_in_plane", 4);
        assertThat(inPlane[0]).isEqualTo(54);
        assertThat(inPlane[1]).as("beside the hole").isNaN();
        assertThat(inPlane[2]).isEqualTo(41);
    }

    @Test
    void cornersOfATriangleArePointsAlone() throws IOException {
        String text = vtp(path("triangle"));
        assertThat(text).contains("NumberOfPoints=\"4\" NumberOfVerts=\"3\" NumberOfLines=\"0\"");
        assertThat(vtpLongs(text, "connectivity", 3)).containsExactly(0, 2, 3);
        assertThat(vtpLongs(text, "offsets", 3)).containsExactly(1, 2, 3);
    }

    @Test
    void rowsOfATableAreArraysWithoutNulls() throws IOException {
        List<Row> rows = List.of(
                RowFactory.create(
                        "aß", 2, "train", "frozen", null, null, null, "ggn", "trace", null, 1.5, null, 20, 100L),
                RowFactory.create(
                        "b", 3, "train", "frozen", "p", 1, 2, "hessian", "lambda_max", 1, 2.5, 0.25, 21, 100L));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpzFile.write(Table.CURVATURE, rows, "{}", out);
        Map<String, byte[]> entries = entries(out);
        assertThat(entries.keySet()).hasSize(15).contains("metadata.npy");
        assertThat(header(entries.get("variant.npy")))
                .isEqualTo("{'descr': '<U2', 'fortran_order': False, 'shape': (2,), }");
        assertThat(new String(data(entries.get("variant.npy")).array(), "UTF-32LE"))
                .endsWith("aßb\0");
        assertThat(new String(data(entries.get("plane.npy")).array(), "UTF-32LE"))
                .endsWith("\0p");
        assertThat(header(entries.get("step.npy")))
                .isEqualTo("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }");
        assertThat(longs(entries.get("step.npy"))).containsExactly(2, 3);
        assertThat(longs(entries.get("rank.npy"))).containsExactly(-1, 1);
        assertThat(doubles(entries.get("value.npy"))).containsExactly(1.5, 2.5);
        assertThat(doubles(entries.get("error.npy"))).containsExactly(Double.NaN, 0.25);
    }

    @Test
    void heightsAreLogarithmsAndALossOfNothingIsAsLowAsTheLeast() {
        assertThat(Height.LOG.of(new double[] {100, 0, 0.01, Double.NaN, Double.POSITIVE_INFINITY}))
                .containsExactly(2, -2, -2, Double.NaN, Double.NaN);
        assertThat(Height.LOSS.of(new double[] {100, 0, Double.POSITIVE_INFINITY}))
                .containsExactly(100, 0, Double.NaN);
    }

    @Test
    void aLineIsALineAndAPointIsNoCell() {
        Mesh across = new Mesh(4, 1, new double[] {1, 2, Double.NaN, 4});
        Mesh up = new Mesh(1, 3, new double[] {1, 2, 3});

        assertThat(corners(across)).containsExactly(0, 1);
        assertThat(corners(up)).containsExactly(0, 1, 1, 2);
        assertThat(corners(new Mesh(1, 1, new double[] {1}))).isEmpty();
    }

    private static int[] corners(Mesh mesh) {
        IntStream.Builder corners = IntStream.builder();
        mesh.forEachCell(corners);
        return corners.build().toArray();
    }

    private static Map<String, byte[]> npz() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpzFile.write(SURFACE, "{\"a\":\"ß\"}", out);
        return entries(out);
    }

    private static long[] longs(byte[] npy) {
        long[] values = new long[data(npy).remaining() / Long.BYTES];
        data(npy).asLongBuffer().get(values);
        return values;
    }

    private static Map<String, byte[]> entries(ByteArrayOutputStream out) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static int dataFrom(byte[] npy) {
        assertThat(Arrays.copyOf(npy, 8)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
        int from = 10 + ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).getShort(8);
        assertThat(from % 64).isZero();
        return from;
    }

    private static String header(byte[] npy) {
        String header = new String(npy, 10, dataFrom(npy) - 10, StandardCharsets.US_ASCII);
        assertThat(header).endsWith("\n");
        return header.strip();
    }

    private static ByteBuffer data(byte[] npy) {
        byte[] data = Arrays.copyOfRange(npy, dataFrom(npy), npy.length);
        return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static double[] doubles(byte[] npy) {
        double[] values = new double[data(npy).remaining() / Double.BYTES];
        data(npy).asDoubleBuffer().get(values);
        return values;
    }

    /** The file with each byte a character. */
    private static String vtp(Height height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VtpFile.write(SURFACE, height, "{}", out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer appended(String vtp, String array, int values) {
        Matcher offset = Pattern.compile("Name=\"%s\"[^>]* offset=\"(\\d+)\"".formatted(array))
                .matcher(vtp);
        assertThat(offset.find()).isTrue();
        int from = vtp.indexOf("\n_") + 2 + Integer.parseInt(offset.group(1));
        ByteBuffer bytes = ByteBuffer.wrap(vtp.getBytes(StandardCharsets.ISO_8859_1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(from);
        assertThat(bytes.getLong()).isEqualTo(8L * values);
        return bytes;
    }

    private static double[] vtpDoubles(String vtp, String array, int values) {
        double[] numbers = new double[values];
        appended(vtp, array, values).asDoubleBuffer().get(numbers);
        return numbers;
    }

    private static long[] vtpLongs(String vtp, String array, int values) {
        long[] numbers = new long[values];
        appended(vtp, array, values).asLongBuffer().get(numbers);
        return numbers;
    }
}
