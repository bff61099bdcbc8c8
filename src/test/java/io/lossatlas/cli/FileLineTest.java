package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.NpzFolder;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.SafeTensorsFile;
import io.lossatlas.onnx.OnnxReader;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines and triangles to weights that lie in a file. */
class FileLineTest {
    private static final String ONE = "sweep.skips=[skip]";
    private static final String FIRST = "d4-skip-w2-s1-lr0.05";
    private static final String SECOND = "d4-skip-w2-s2-lr0.05";
    private static final Path RESNET = Path.of("src/test/resources/io/lossatlas/onnx/resnet-b-plain.onnx");

    @TempDir
    private Path folder;

    /** The network of another seed in a file; what leads to it is compared with what leads to the network of a sweep. */
    private Path trained(String name, String... settings) throws IOException {
        Path run = folder.resolve("trained-" + name);
        String[] all = Stream.concat(Stream.of(ONE, "sweep.seeds=[2]"), Stream.of(settings))
                .toArray(String[]::new);
        assertThat(Cli.tiny("local[2]", "train", run, all).exitCode).isZero();
        return Files.copy(run.resolve("models/%s.zip".formatted(SECOND)), folder.resolve(name));
    }

    private static String planes(Object to) {
        return ("surface.planes=[{type=line,to=\"%s\",x.points=3},"
                        + "{type=triangle,through=[\"%s\",\"@0\"],variants=[\"" + FIRST + "\"]}]")
                .formatted(to, to);
    }

    @Test
    void aFileIsTheEndOfALineAndTheCornerOfATriangleLikeANetworkOfTheSweepBitForBit() throws IOException {
        Path file = trained("averaged.zip");
        Path sweep = folder.resolve("sweep");
        Path own = folder.resolve("own");
        Cli.tiny("local[2]", "run", sweep, ONE, "sweep.seeds=[1,2]", planes(SECOND));

        Cli plan = Cli.tiny("local[2]", "run", own, ONE, planes(file), "--dry-run");
        Cli run = Cli.tiny("local[2]", "run", own, ONE, planes(file));

        assertThat(plan.out).contains("plane      line-averaged: 3 points (3 x 1) through 1 networks");
        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(run.out).contains("weights of averaged.zip published as averaged");
        assertThat(of(own, Table.SURFACE, "line-averaged", "triangle-averaged-step0"))
                .isEqualTo(of(sweep, Table.SURFACE, "line-" + SECOND, "triangle-%s-step0".formatted(SECOND)))
                .hasSize(2 * (3 + 6));
        assertThat(Cli.rows(own, Table.PATHS))
                .filteredOn(row -> row.getAs("network").equals("averaged"))
                .extracting(row -> row.<Integer>getAs("step"), row -> row.<Double>getAs("loss"))
                .isNotEmpty()
                .allSatisfy(end -> assertThat(end.toList().get(0)).isEqualTo(0));
        assertThat(Cli.rows(own, Table.WEIGHTS))
                .filteredOn(row -> row.getAs("variant").equals("averaged"))
                .extracting(row -> row.getList(row.fieldIndex("values")))
                .isEqualTo(Cli.rows(sweep, Table.WEIGHTS).stream()
                        .filter(row -> row.getAs("variant").equals(SECOND) && row.<Integer>getAs("step") == 2)
                        .map(row -> row.getList(row.fieldIndex("values")))
                        .toList());
        assertThat(Cli.of("show", "-o", own.toString()).out)
                .contains("line-averaged")
                .endsWith("complete\n");
        assertThat(Files.readString(own.resolve("report.html"))).contains("file averaged");
    }

    /** Losses and places, of the network of the first seed, without what names plane and network. */
    private static List<Row> of(Path run, Table table, String... planes) {
        return Cli.rows(run, table).stream()
                .filter(row ->
                        row.getAs("variant").equals(FIRST) && List.of(planes).contains(row.<String>getAs("plane")))
                .map(row -> RowFactory.create(
                        row.getAs("step"),
                        row.getAs("bn"),
                        row.getAs("i"),
                        row.getAs("j"),
                        row.getAs("alpha"),
                        row.getAs("beta"),
                        row.getAs("loss"),
                        row.getAs("accuracy")))
                .toList();
    }

    @Test
    void otherWeightsInTheFileAreRefusedAndTakenWhenTheSurfacesStartOver() throws IOException {
        Path file = trained("end.zip");
        Path own = folder.resolve("own");
        assertThat(Cli.tiny("local[2]", "run", own, ONE, planes(file)).exitCode).isZero();
        List<Row> weights = Cli.rows(own, Table.WEIGHTS);
        List<Row> surface = Cli.rows(own, Table.SURFACE);

        Files.delete(weightsOf(own, "end"));
        Cli mended = Cli.tiny("local[2]", "run", own, ONE, planes(file));
        assertThat(mended.out).contains("damaged, to be computed again: ", "weights of end.zip published as end");
        assertThat(Cli.rows(own, Table.WEIGHTS)).isEqualTo(weights);
        assertThat(Cli.rows(own, Table.SURFACE)).isEqualTo(surface);

        Path moved = Files.createDirectories(folder.resolve("elsewhere")).resolve("end.zip");
        Files.copy(file, moved);
        Cli again = Cli.tiny("local[2]", "run", own, ONE, planes(moved));
        assertThat(again.exitCode).as(again.err).isZero();
        assertThat(again.out).doesNotContain("published as end");

        Files.delete(file);
        Files.move(trained("other.zip", "train.steps=3"), file);
        Cli refused = Cli.tiny("local[2]", "run", own, ONE, planes(file));
        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains("surface stage: files.end: published ", ", now ");
        Cli without = Cli.tiny("local[2]", "run", own, ONE, "surface.planes=[{type=line,to=\"@0\",x.points=3}]");
        assertThat(without.exitCode).as(without.err).isZero();
        Cli still = Cli.tiny("local[2]", "run", own, ONE, planes(file));
        assertThat(still.exitCode).isEqualTo(ExitCode.REFUSED);

        Cli fresh = Cli.tiny("local[2]", "run", own, ONE, planes(file), "--fresh=surface");
        assertThat(fresh.exitCode).as(fresh.err).isZero();
        assertThat(fresh.out).contains("weights of end.zip published as end");
        assertThat(Cli.rows(own, Table.WEIGHTS)).hasSameSizeAs(weights).isNotEqualTo(weights);
        assertThat(Cli.rows(own, Table.SURFACE)).hasSameSizeAs(surface).isNotEqualTo(surface);
    }

    private static Path weightsOf(Path run, String name) throws IOException {
        for (JsonNode file : Cli.manifest(run).at("/tables/weights")) {
            if (file.at("/scope").asText().equals(name)) {
                return run.resolve(file.at("/path").asText());
            }
        }
        throw new IOException("%s: expected weights of %s".formatted(run, name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    none.zip | weights FOLDER/none.zip: expected a file, found none
                    bad.safetensors | weights FOLDER/bad.safetensors: expected
                    a b.zip | expected a file whose name has letters, digits, dots, hyphens and underscores
                    d4-skip-w2-s1-lr0.05.zip | expected a file of another name than the run's networks, found FOLDER/d4-skip-w2-s1-lr0.05.zip
                    weights.pt | expected VARIANT, VARIANT@STEP, @STEP, or a file that ends in .safetensors, .onnx or .zip, found
                    """)
    void aFileThatCannotBeAnEndIsRefusedBeforeWork(String name, String expected) throws IOException {
        Files.writeString(folder.resolve("bad.safetensors"), "not a tensor");

        Cli run = Cli.tiny(
                "local[2]",
                "run",
                folder.resolve("own"),
                ONE,
                "surface.planes=[{type=line,to=\"%s\"}]".formatted(folder.resolve(name)));

        assertThat(run.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err)
                .contains(expected.replace("FOLDER", folder.toString()))
                .doesNotContain("\tat ");
        assertThat(folder.resolve("own")).doesNotExist();
    }

    @Test
    void filesOfOneNameAndNetworksOfTwoGraphsAreRefused() throws IOException {
        Path file = trained("end.zip");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("end.zip");
        Files.copy(file, elsewhere);
        String two = "surface.planes=[{type=line,to=\"%s\"},{type=triangle,through=[\"%s\",\"@0\"]}]"
                .formatted(file, elsewhere);

        Cli names = Cli.tiny("local[2]", "run", folder.resolve("own"), ONE, two);
        Cli graphs = Cli.tiny(
                "local[2]", "run", folder.resolve("own"), "surface.planes=[{type=line,to=\"%s\"}]".formatted(file));

        Cli graph = Cli.tiny(
                "local[2]",
                "run",
                folder.resolve("own"),
                ("surface.planes=[{type=line,to=\"%s\",variants=[\"" + FIRST + "\"]},"
                                + "{type=triangle,through=[\"%s\",\"@0\"],variants=[\"d4-plain-w2-s1-lr0.05\"]}]")
                        .formatted(file, file));

        assertThat(graph.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(graph.err).contains("weights " + file + ": ", "expected none, found Add");
        assertThat(names.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(names.err)
                .contains("expected files of different names, found %s beside %s".formatted(elsewhere, file));
        assertThat(graphs.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(graphs.err).contains("variants = [...] limits a plane to networks of one graph");
    }

    @Test
    void aNetworkOfAnOnnxFileHasLinesToFilesToo() throws IOException {
        NpzFolder.write(folder.resolve("data"), new ImageShape(3, 8, 8), 5, 300, 64);
        Weights weights = OnnxReader.read(RESNET).weights();
        float[] halved = weights.values().clone();
        for (int n = 0; n < halved.length; n++) {
            halved[n] *= 0.5f;
        }
        Path file = folder.resolve("halved.safetensors");
        Files.write(
                file,
                SafeTensorsFile.ofStep(new Weights(weights.layout(), halved), 7).bytes());
        Path own = folder.resolve("own");

        Cli run = Cli.tiny(
                "local[2]",
                "run",
                own,
                "data.path=" + folder.resolve("data"),
                "surface.bn=frozen",
                "surface.planes=[{type=line,to=\"%s\",x.points=5}]".formatted(file),
                "--network=mine=" + RESNET);

        assertThat(run.exitCode).as(run.err).isZero();
        List<Row> line = Cli.rows(own, Table.SURFACE);
        assertThat(line).hasSize(5).allMatch(row -> row.getAs("plane").equals("line-halved"));
        // The path's losses are those of the weights themselves: alpha = 1 is the file's, up to the float of a
        // difference.
        Row end = Cli.rows(own, Table.PATHS).stream()
                .filter(row -> row.getAs("network").equals("halved"))
                .findFirst()
                .orElseThrow();
        assertThat(line)
                .filteredOn(row -> row.<Double>getAs("alpha") == 1)
                .singleElement()
                .extracting(row -> row.<Double>getAs("loss"))
                .isEqualTo(end.<Double>getAs("loss"));
    }
}
