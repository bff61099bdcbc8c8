package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.config.DataConfigs;
import io.lossatlas.data.DataFiles;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.NpzFolder;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.SafeTensorsFile;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of ONNX files, brought along as a user of PyTorch would. */
class NetworkOptionTest {
    private static final Path FILES = Path.of("src/test/resources/io/lossatlas/onnx");
    private static final Path RESNET = FILES.resolve("resnet-b-plain.onnx");
    private static final String BN = "surface.bn=both";

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

    private Path step(String name, int step, float scale) throws IOException {
        Weights weights = OnnxReader.read(RESNET).weights();
        float[] values = weights.values().clone();
        weights.layout().parameters().stream()
                .filter(parameter -> parameter.role() == Role.CONV)
                .forEach(parameter -> {
                    for (int n = parameter.offset(); n < parameter.end(); n++) {
                        values[n] *= scale;
                    }
                });
        Path file = folder.resolve(name);
        Files.write(
                file,
                SafeTensorsFile.ofStep(new Weights(weights.layout(), values), step)
                        .bytes());
        return file;
    }

    @Test
    void aNetworkIsMappedFromItsFileAlone() throws IOException {
        Cli run = cli("run", "own", BN, "--network=mine=" + RESNET);

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(run.out).contains("weights of mine published, 1 of 1 steps").contains("mine");
        Path own = folder.resolve("own");
        OnnxNetwork network = OnnxReader.read(RESNET);
        List<Row> weights = Cli.rows(own, Table.WEIGHTS);
        assertThat(weights)
                .extracting(row -> row.<String>getAs("name"))
                .containsExactlyElementsOf(network.graph().layout().parameters().stream()
                        .map(parameter -> parameter.name())
                        .toList());
        assertThat(weights).allMatch(row -> row.getAs("variant").equals("mine") && row.<Integer>getAs("step") == 0);
        assertThat(weights.get(0).<Float>getList(weights.get(0).fieldIndex("values")))
                .first()
                .isEqualTo(network.weights().values()[0]);
        List<Row> surface = Cli.rows(own, Table.SURFACE);
        assertThat(surface).hasSize(12);
        double expected = inDouble(network, 20);
        Row centre = surface.stream()
                .filter(row -> row.<Double>getAs("alpha") == 0
                        && row.<Double>getAs("beta") == 0
                        && row.getAs("bn").equals("frozen"))
                .findFirst()
                .orElseThrow();
        // Float against double over a network of six layers: 1e-5 relative.
        assertThat(centre.<Double>getAs("loss")).isCloseTo(expected, within(1e-5 * expected));
        JsonNode manifest = Cli.manifest(own);
        assertThat(manifest.at("/variants/mine/status").asText()).isEqualTo("done");
        assertThat(manifest.at("/stages/train/fingerprint/networks.mine.graph").asText())
                .hasSize(64);
        assertThat(manifest.at("/stages/train/fingerprint/networks.mine.weights.0")
                        .asText())
                .hasSize(64);
        assertThat(own.resolve("report.html")).exists();
        assertThat(Cli.of("show", "-o", own.toString()).out).contains("mine", "complete");
        assertThat(Cli.of("analyze", "-o", own.toString()).exitCode).isZero();
    }

    /** The mean loss over the first training examples, by the interpreter. */
    private double inDouble(OnnxNetwork network, int examples) {
        LabelledImages images = DataFiles.read(
                        DataConfigs.of(folder.resolve("data").toString()), new Configuration())
                .train()
                .first(examples);
        double[][] inputs = new double[examples][images.shape().size()];
        float[] one = new float[images.shape().size()];
        for (int n = 0; n < examples; n++) {
            images.inputs(n, one, 0);
            for (int at = 0; at < one.length; at++) {
                inputs[n][at] = one[at];
            }
        }
        Interpreter interpreter =
                Interpreter.of(network.graph(), network.weights().values());
        return interpreter.loss(interpreter.forward(inputs, Statistics.RUNNING), images.labels());
    }

    @Test
    void severalFilesAreStepsOfATrainingAndExtendARun() throws IOException {
        Path ten = step("first.safetensors", 10, 0.5f);
        Path twenty = step("second.safetensors", 20, 1f);
        String line = "surface.planes=[{type=line,to=\"@10\",x.points=3},{type=random,seeds=[1]}]";
        String network = "--network=mine=" + RESNET;

        Cli first =
                cli("surface", "own", "surface.bn=frozen", line, network, "--weights=" + ten, "--weights=" + twenty);
        List<Row> before = Cli.rows(folder.resolve("own"), Table.LOSSES);
        Cli again =
                cli("surface", "own", "surface.bn=frozen", line, network, "--weights=" + ten, "--weights=" + twenty);
        Path thirty = step("third.safetensors", 30, 2f);
        Cli more = cli(
                "surface",
                "own",
                "surface.bn=frozen",
                line,
                network,
                "--weights=" + ten,
                "--weights=" + twenty,
                "--weights=" + thirty);
        List<Row> after = Cli.rows(folder.resolve("own"), Table.LOSSES);

        assertThat(first.exitCode).as(first.err).isZero();
        assertThat(first.out).contains("weights of mine published, 2 of 2 steps");
        assertThat(before).allMatch(row -> row.<Integer>getAs("step") == 20);
        assertThat(again.out).doesNotContain("published");
        assertThat(more.exitCode).as(more.err).isZero();
        assertThat(more.out).contains("weights of mine published, 1 of 3 steps");
        assertThat(after).containsAll(before).hasSize(2 * before.size());
        assertThat(Cli.rows(folder.resolve("own"), Table.WEIGHTS))
                .extracting(row -> row.<Integer>getAs("step"))
                .contains(10, 20, 30);
        assertThat(Cli.manifest(folder.resolve("own")).at("/variants/mine/step").asInt())
                .isEqualTo(30);
        // Other weights of a published step.
        step("third.safetensors", 30, 3f);
        Cli refused = cli("surface", "own", "surface.bn=frozen", network, "--weights=" + thirty);
        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("train stage: networks.mine.weights.30: published ");
        // A network of a sweep beside it.
        Cli sweep = cli("run", "own", "surface.bn=frozen");
        assertThat(sweep.err).contains("train stage: networks: published mine, now a sweep that is trained here");
    }

    /**
     * Convolutions at 1/4, 1/2, 2 and 1 times their last weights v, biases of the second step moved too: the distances of the steps are
     * known, and two principal directions hold the whole path.
     */
    @Test
    void aTrajectoryAndAllStepsThroughWeightsThatAreBroughtAlong() throws IOException {
        Weights last = OnnxReader.read(RESNET).weights();
        String[] weights = {
            "--weights=" + step("ten.safetensors", 10, 0.25f),
            "--weights=" + moved("twenty.safetensors", 20, 0.5f),
            "--weights=" + step("thirty.safetensors", 30, 2f),
            "--weights=" + step("forty.safetensors", 40, 1f)
        };
        List<String> all = new ArrayList<>(List.of(
                "surface.bn=frozen",
                "surface.planes=[{type=trajectory,x.points=4,y.points=3},{type=random,seeds=[1],steps=all}]",
                "--network=mine=" + RESNET));
        all.addAll(Arrays.asList(weights));

        Cli run = cli("run", "own", all.toArray(String[]::new));

        assertThat(run.exitCode).as(run.err).isZero();
        Path own = folder.resolve("own");
        List<Row> surface = Cli.rows(own, Table.SURFACE);
        assertThat(surface)
                .filteredOn(row -> row.getAs("plane").equals("random-s1"))
                .extracting(row -> row.<Integer>getAs("step"))
                .containsOnly(10, 20, 30, 40)
                .hasSize(4 * 6);
        assertThat(surface)
                .filteredOn(row -> row.getAs("plane").equals("trajectory"))
                .hasSize(4 * 3)
                .allMatch(row -> row.<Integer>getAs("step") == 40);
        List<Row> path = Cli.rows(own, Table.PATHS);
        assertThat(path)
                .filteredOn(row -> row.getAs("plane").equals("trajectory"))
                .extracting(row -> row.<Integer>getAs("step"))
                .containsExactly(10, 20, 30, 40);
        double length = length(last);
        for (Row row : path) {
            double share =
                    switch (row.<Integer>getAs("step")) {
                        case 10 -> 0.75;
                        case 30 -> 1;
                        case 40 -> 0;
                        default -> row.<Double>getAs("distance") / length;
                    };
            // Directions are floats.
            assertThat(row.<Double>getAs("distance")).isCloseTo(share * length, within(1e-5 * length));
            assertThat(row.<Double>getAs("residual")).isLessThan(1e-5);
            assertThat(Math.hypot(row.<Double>getAs("alpha"), row.<Double>getAs("beta")))
                    .isCloseTo(row.<Double>getAs("distance"), within(1e-5 * length));
        }
        assertThat(Cli.rows(own, Table.METRICS))
                .filteredOn(row -> row.getAs("metric").equals("path_variance"))
                .singleElement()
                .satisfies(row -> assertThat(row.<Double>getAs("value")).isCloseTo(1, within(1e-9)));
        assertThat(Files.readString(own.resolve("report.html")))
                .contains("mine, plane trajectory: the plane holds 100.0 % of the squared distances of 3 stored steps");
        Cli again = cli("run", "own", all.toArray(String[]::new));
        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(Cli.rows(own, Table.SURFACE)).isEqualTo(surface);
    }

    /** Like {@link #step}, with all biases moved by 0.125 as well, which takes the path off a line. */
    private Path moved(String name, int step, float scale) throws IOException {
        Weights weights = OnnxReader.read(RESNET).weights();
        float[] values = weights.values().clone();
        weights.layout().parameters().forEach(parameter -> {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                if (parameter.role() == Role.CONV) {
                    values[n] *= scale;
                } else if (parameter.role() == Role.BIAS) {
                    values[n] += 0.125f;
                }
            }
        });
        Path file = folder.resolve(name);
        Files.write(
                file,
                SafeTensorsFile.ofStep(new Weights(weights.layout(), values), step)
                        .bytes());
        return file;
    }

    /** Euclidean, of the weights of all convolutions. */
    private static double length(Weights weights) {
        double squares = weights.layout().parameters().stream()
                .filter(parameter -> parameter.role() == Role.CONV)
                .flatMapToDouble(parameter ->
                        IntStream.range(parameter.offset(), parameter.end()).mapToDouble(n -> weights.values()[n]))
                .map(value -> value * value)
                .sum();
        return Math.sqrt(squares);
    }

    @Test
    void aFileOfOnnxIsWeightsToo() throws IOException {
        Cli surface = cli("surface", "own", "surface.bn=frozen", "--network=mine=" + RESNET, "--weights=" + RESNET);

        assertThat(surface.exitCode).as(surface.err).isZero();
        assertThat(Cli.rows(folder.resolve("own"), Table.WEIGHTS)).isNotEmpty();
    }

    @Test
    void thePlanNamesNetworksAndSteps() throws IOException {
        Path ten = step("step10.safetensors", 10, 1f);

        Cli plan = cli("run", "own", "surface.bn=frozen", "--network=" + RESNET, "--weights=" + ten, "--dry-run");

        assertThat(plan.exitCode).as(plan.err).isZero();
        assertThat(plan.out)
                .contains("network    resnet-b-plain: resnet-b-plain.onnx, ")
                .contains("weights at step 10");
        assertThat(folder.resolve("own")).doesNotExist();
    }

    @Test
    void aFileThatLacksTensorsIsRefusedByName() throws IOException {
        Path file = folder.resolve("other.safetensors");
        Files.write(file, SafeTensorsFile.of(OnnxReader.read(RESNET).weights()).bytes());

        Cli refused = cli("surface", "own", "surface.bn=frozen", "--network=mine=" + RESNET, "--weights=" + file);

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .startsWith("lossatlas: weights " + file + ": expected a tensor for each of the graph's ")
                .contains("stem.0.weight");
        assertThat(folder.resolve("own")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    surface.engine=dl4j | surface.engine: expected simd
                    data.classes=7 | expected logits of the data's 7 classes, found 5
                    networks=[{graph="a/b.onnx"},{name=b,graph="c.onnx"}] | networks[1].name (--set:1): expected each name once
                    networks=[{name="a/b",graph="c.onnx"}] | networks[0].name (--set:1): expected letters, digits
                    networks=[{name=all,graph="c.onnx"}] | neither all nor none
                    networks=[{name=c}] | networks[0].graph
                    networks=[7] | networks (--set:1): expected a list of networks
                    networks=[{name=a,graph="none.onnx"}] | none.onnx: expected an ONNX file, found none
                    """)
    void aNetworkThatCannotBeMappedIsRefusedBeforeWork(String setting, String expected) {
        List<String> all = new ArrayList<>(List.of("surface.bn=frozen", setting));
        if (!setting.startsWith("networks")) {
            all.add("--network=mine=" + RESNET);
        }

        Cli refused = cli("run", "own", all.toArray(String[]::new));

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains(expected).hasLineCount(1);
        assertThat(folder.resolve("own")).doesNotExist();
    }

    @Test
    void aGraphWithoutBatchNormalisationIsNotRecalibrated() throws IOException {
        NpzFolder.write(folder.resolve("data"), new ImageShape(3, 16, 16), 5, 300, 64);

        Cli refused = cli("run", "own", BN, "--network=" + FILES.resolve("vgg-script.onnx"));

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .contains(
                        "surface.bn: expected frozen, since the graph has no batch normalisation to recalibrate, found both")
                .contains("do_constant_folding=False");
    }

    @Test
    void trainRefusesNetworksThatAreBroughtAlong() {
        Cli refused = cli("train", "own", "networks=[{graph=\"mine.onnx\"}]");

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("networks: expected [] for train").contains("[mine]");
    }
}
