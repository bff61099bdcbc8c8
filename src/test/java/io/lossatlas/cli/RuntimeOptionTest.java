package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.NpzFolder;
import io.lossatlas.onnx.OnnxFile;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.protobuf.ByteString;

/** Networks of ONNX files, mapped by ONNX Runtime. */
class RuntimeOptionTest {
    private static final Path RESNET = Path.of("src/test/resources/io/lossatlas/onnx/resnet-b-plain.onnx");
    private static final String ENGINE = "surface.engine=onnxruntime";
    private static final String FROZEN = "surface.bn=frozen";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        NpzFolder.write(folder.resolve("data"), new ImageShape(3, 8, 8), 5, 300, 64);
    }

    private Cli cli(String command, String output, String... more) {
        List<String> all = new ArrayList<>(List.of("data.path=" + folder.resolve("data"), "data.shards=2"));
        all.addAll(Arrays.asList(more));
        return Cli.tiny("local[2]", command, folder.resolve(output), all.toArray(String[]::new));
    }

    @Test
    void itsSurfacesAreThoseOfTheKernels() throws IOException {
        Cli kernels = cli("surface", "simd", FROZEN, "--network=mine=" + RESNET);
        Cli runtime = cli("run", "runtime", FROZEN, ENGINE, "--network=mine=" + RESNET);

        assertThat(kernels.exitCode).as(kernels.err).isZero();
        assertThat(runtime.exitCode).as(runtime.err).isZero();
        Path simd = folder.resolve("simd");
        Path own = folder.resolve("runtime");
        assertThat(Cli.rows(own, Table.WEIGHTS)).isEqualTo(Cli.rows(simd, Table.WEIGHTS));
        assertThat(Cli.rows(own, Table.DIRECTIONS)).isNotEmpty().isEqualTo(Cli.rows(simd, Table.DIRECTIONS));
        List<Row> expected = Cli.rows(simd, Table.SURFACE);
        List<Row> found = Cli.rows(own, Table.SURFACE);
        assertThat(found).hasSameSizeAs(expected).isNotEmpty();
        for (int n = 0; n < found.size(); n++) {
            double loss = expected.get(n).getAs("loss");
            assertThat(found.get(n).<Double>getAs("loss")).isCloseTo(loss, within(1e-4 * loss));
        }
        JsonNode provenance = Cli.manifest(own).get("provenance");
        assertThat(provenance.get("surface_engine").asText()).isEqualTo("onnxruntime");
        assertThat(provenance.get("onnxruntime_version").asText()).matches("\\d+\\.\\d+.*");
        assertThat(provenance.get("surface_bit_stable").asText()).startsWith("no");
        assertThat(Cli.manifest(simd).get("provenance").has("surface_bit_stable"))
                .isFalse();
        assertThat(own.resolve("report.html")).content().contains("onnxruntime version");
        assertThat(cli("surface", "simd", FROZEN, ENGINE, "--network=mine=" + RESNET).err)
                .contains("surface.engine: published simd, now onnxruntime");
    }

    /** A network with two operations that the kernels lack. */
    private Path unknown() throws IOException {
        AttributeProto equation = AttributeProto.newBuilder()
                .setName("equation")
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8("bi,io->bo"))
                .build();
        OnnxFile file = new OnnxFile(3, 8, 8);
        small(file, "first.weight", 16, 192);
        small(file, "first.bias", 16);
        small(file, "mix", 16, 16);
        small(file, "last.weight", 16, 5);
        return file.node("Flatten", List.of("x"), "flat")
                .node("Gemm", List.of("flat", "first.weight", "first.bias"), "hidden", OnnxFile.whole("transB", 1))
                .node("Einsum", List.of("hidden", "mix"), "mixed", equation)
                .node("Softsign", List.of("mixed"), "soft")
                .node("MatMul", List.of("soft", "last.weight"), "y")
                .write(folder.resolve("unknown.onnx"));
    }

    private static void small(OnnxFile file, String name, long... dims) {
        int size = (int) Arrays.stream(dims).reduce(1, (one, other) -> one * other);
        ByteBuffer raw = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < size; n++) {
            raw.putFloat((float) Math.sin(7.0 * n) / 8);
        }
        file.tensor(name, OnnxFile.FLOAT, raw.array(), dims);
    }

    @Test
    void aNetworkOfUnknownOperationsIsMappedByItAlone() throws IOException {
        String network = "--network=" + unknown();

        Cli refused = cli("surface", "own", FROZEN, network);
        Cli plan = cli("surface", "own", FROZEN, ENGINE, network, "--dry-run");
        Cli run = cli("run", "own", FROZEN, ENGINE, network);

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .contains("(Einsum)", "surface.engine = onnxruntime")
                .hasLineCount(1);
        assertThat(plan.exitCode).as(plan.err).isZero();
        assertThat(plan.out)
                .contains("network    unknown: unknown.onnx, 3,424 parameters")
                .contains("note       ONNX Runtime alone computes it: ")
                .contains("operations are unknown and estimated");
        assertThat(run.exitCode).as(run.err).isZero();
        Path own = folder.resolve("own");
        assertThat(Cli.rows(own, Table.SURFACE)).hasSize(6).allMatch(row -> row.<Double>getAs("loss") > 0);
        assertThat(Cli.rows(own, Table.WEIGHTS))
                .extracting(row -> row.getAs("name") + " " + row.getAs("kind"))
                .containsExactly("first.weight dense", "first.bias bias", "mix other", "last.weight dense");
        assertThat(Cli.of("show", "-o", own.toString()).out).contains("unknown", "complete");
        assertThat(Cli.of("analyze", "-o", own.toString()).exitCode).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    surface.bn=both | surface.bn (--set): expected frozen, since surface.engine is onnxruntime (--set), which has no statistics of batches
                    surface.bn=recalibrated | surface.bn (--set): expected frozen
                    train.engine=onnxruntime | train.engine (--set): expected simd or dl4j, since onnxruntime does not train
                    networks=[] | surface.engine (--set): expected simd or dl4j, since no network of an ONNX file is brought along
                    data.classes=7 | expected logits of the data's 7 classes, found 5
                    """)
    void whatItDoesNotComputeIsRefusedBeforeWork(String setting, String expected) {
        List<String> all = new ArrayList<>(List.of(FROZEN, ENGINE, setting));
        if (!setting.startsWith("networks")) {
            all.add("--network=mine=" + RESNET);
        }

        Cli refused = cli("run", "own", all.toArray(String[]::new));

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains(expected).hasLineCount(1);
        assertThat(folder.resolve("own")).doesNotExist();
    }

    @Test
    void whatItDoesNotKnowIsRefusedInOneLine() throws IOException {
        OnnxFile file = new OnnxFile(3, 8, 8);
        small(file, "w", 192, 5);
        Path path = file.node("Flatten", List.of("x"), "flat")
                .node("Riddle", List.of("flat", "w"), "y")
                .write(folder.resolve("riddle.onnx"));

        Cli refused = cli("run", "own", FROZEN, ENGINE, "--network=" + path);

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .contains("network riddle (", "ONNX Runtime: ", "Riddle")
                .hasLineCount(1);
    }
}
