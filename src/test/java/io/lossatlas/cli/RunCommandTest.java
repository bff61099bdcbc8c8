package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private static final List<Table> NUMBERS = List.of(
            Table.TRAINING,
            Table.GRADIENTS,
            Table.WEIGHTS,
            Table.DIRECTIONS,
            Table.LOSSES,
            Table.SURFACE,
            Table.METRICS);

    @TempDir
    private Path folder;

    private Path run(String name) {
        return folder.resolve(name);
    }

    @Test
    void tablesAreTheSameBitsWhateverTheCoresAndPartitions() {
        assertThat(Cli.tiny("local[1]", "run", run("a")).exitCode).isZero();
        Cli.tiny("local[2]", "run", run("b"), "spark.partitions=2");
        Cli.tiny("local[2]", "run", run("c"), "spark.partitions=7", "spark.unit-seconds=0.001");

        for (Table table : NUMBERS) {
            List<Row> rows = Cli.rows(run("a"), table);
            assertThat(rows).as(table.folder()).isNotEmpty();
            assertThat(Cli.rows(run("b"), table)).as(table.folder()).isEqualTo(rows);
            assertThat(Cli.rows(run("c"), table)).as(table.folder()).isEqualTo(rows);
        }
    }

    @Test
    void endsWithASummaryPicturesAndACompleteManifest() throws IOException {
        Cli run = Cli.tiny("local[2]", "run", run("a"));

        assertThat(run.exitCode).isZero();
        assertThat(run.out)
                .contains(
                        "d4-plain-w2-s1-lr0.05",
                        "random-s1 train recalibrated",
                        "tables   " + run("a"),
                        "report   " + run("a").resolve("report.html"));
        try (Stream<Path> pictures = Files.list(run("a").resolve("pictures"))) {
            assertThat(pictures.map(file -> file.getFileName().toString()))
                    .contains(
                            "d4-skip-w2-s1-lr0.05-random-s1-train-frozen.png",
                            "d4-skip-w2-s1-lr0.05-random-s1-train-frozen.svg",
                            "overview-random-s1-train-frozen.png",
                            "overview-random-s1-train-frozen.svg",
                            "gradients-w2-s1-lr0.05.png",
                            "gradients-w2-s1-lr0.05.svg",
                            "training-w2-s1-lr0.05.png",
                            "training-w2-s1-lr0.05.svg")
                    .hasSize(2 * (2 * 2 + 2 + 2));
        }
        JsonNode manifest = Cli.manifest(run("a"));
        assertThat(manifest.at("/tables/report.html/0/path").asText()).isEqualTo("report.html");
        assertThat(manifest.at("/stages/train/done").asInt()).isEqualTo(2);
        assertThat(manifest.at("/stages/surface/done").asInt()).isEqualTo(4);
        assertThat(manifest.at("/provenance/surface_engine").asText()).isEqualTo("simd");
        assertThat(manifest.at("/provenance/driver_vector_lanes").asInt()).isIn(4, 8, 16);
        assertThat(manifest.at("/provenance/data_shape").asText()).isEqualTo("1 x 28 x 28");
        assertThat(manifest.at("/provenance/data_classes").asText()).isEqualTo("10");
    }

    /** The centre of the grid is the trained network: its frozen loss is the last loss of the training slice. */
    @Test
    void theCentreOfTheFrozenSurfaceIsTheTrainedNetwork() {
        Cli.tiny("local[2]", "surface", run("a"));
        Cli.tiny("local[2]", "run", run("a"), "train.eval-examples=20");

        double trained = Cli.rows(run("a"), Table.TRAINING).stream()
                .filter(row -> row.getAs("variant").equals("d4-skip-w2-s1-lr0.05")
                        && row.getAs("split").equals("train")
                        && row.<Integer>getAs("step") == 2)
                .findFirst()
                .orElseThrow()
                .getAs("loss");
        double centre = Cli.rows(run("a"), Table.SURFACE).stream()
                .filter(row -> row.getAs("variant").equals("d4-skip-w2-s1-lr0.05")
                        && row.getAs("bn").equals("frozen")
                        && row.<Double>getAs("alpha") == 0
                        && row.<Double>getAs("beta") == 0)
                .findFirst()
                .orElseThrow()
                .getAs("loss");
        // Both are sums in double of the same 20 losses, one of them in two shards.
        assertThat(centre).isCloseTo(trained, within(1e-14 * trained));
    }

    @Test
    void aFinishedRunIsNotRepeated() throws IOException {
        Cli.tiny("local[2]", "run", run("a"));
        JsonNode before = Cli.manifest(run("a"));

        Cli again = Cli.tiny("local[2]", "run", run("a"));

        assertThat(again.exitCode).isZero();
        assertThat(again.out).doesNotContain("points to compute").doesNotContain("steps");
        for (Table table : NUMBERS) {
            String pointer = "/tables/" + table.folder();
            assertThat(Cli.manifest(run("a")).at(pointer)).isEqualTo(before.at(pointer));
        }
    }

    @Test
    void aLargerSweepAndAnotherPlaneExtendARun() {
        Cli.tiny("local[2]", "run", run("small"));
        List<Row> before = Cli.rows(run("small"), Table.SURFACE);

        Cli larger = Cli.tiny("local[2]", "run", run("small"), "sweep.depths=[4,6]", "surface.direction-seeds=[1,2]");
        Cli.tiny("local[2]", "run", run("large"), "sweep.depths=[4,6]", "surface.direction-seeds=[1,2]");

        assertThat(larger.exitCode).isZero();
        assertThat(Cli.rows(run("small"), Table.SURFACE)).containsAll(before).hasSize(4 * before.size());
        assertThat(Cli.rows(run("small"), Table.LOSSES)).isEqualTo(Cli.rows(run("large"), Table.LOSSES));
    }

    @Test
    void whatWouldChangePublishedNumbersIsRefusedWithTheKeys() {
        Cli.tiny("local[2]", "run", run("a"));

        Cli other = Cli.tiny("local[2]", "run", run("a"), "train.momentum=0.8", "surface.x.points=4");

        assertThat(other.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err)
                .contains("output %s: this configuration would change numbers".formatted(run("a")))
                .contains("train stage: train.momentum: published 0.9, now 0.8")
                .contains("surface stage: surface.x.points: published 3, now 4")
                .doesNotContain("\tat ");
    }

    @Test
    void freshSurfaceKeepsTheTraining() throws IOException {
        Cli.tiny("local[2]", "run", run("a"));
        JsonNode weights = Cli.manifest(run("a")).at("/tables/weights");

        Cli fresh = Cli.tiny("local[2]", "run", run("a"), "--fresh=surface", "surface.x.points=4");

        assertThat(fresh.exitCode).isZero();
        assertThat(Cli.manifest(run("a")).at("/tables/weights")).isEqualTo(weights);
        assertThat(Cli.rows(run("a"), Table.SURFACE)).hasSize(4 * 4 * 2);
    }

    @Test
    void aDryRunStartsNothing() {
        Cli plan = Cli.tiny("local[2]", "run", run("a"), "--dry-run");

        assertThat(plan.exitCode).isZero();
        assertThat(plan.out).contains("variants   2, 2 steps of 16 examples each", "surfaces   4 of 6 points (3 x 2)");
        assertThat(run("a")).doesNotExist();
    }

    @Test
    void showTellsWhatIsThereAndWhatIsMissing() throws IOException {
        Cli.tiny("local[2]", "train", run("a"));

        Cli text = Cli.of("show", "-o", run("a").toString());
        JsonNode json = new ObjectMapper().readTree(Cli.of("show", "--json", "-o", run("a").toString()).out);

        assertThat(text.out).contains("4 surfaces are incomplete");
        assertThat(json.at("/variants/0/status").asText()).isEqualTo("done");
        assertThat(json.at("/surfaces/0/published").asInt()).isZero();
        assertThat(json.at("/surfaces/0/points").asInt()).isEqualTo(6);
    }

    @Test
    void showNamesFilesThatAreGoneCutOrChanged() throws IOException {
        Cli.tiny("local[2]", "train", run("a"));
        List<Path> files = new ArrayList<>();
        Cli.manifest(run("a"))
                .at("/tables/weights")
                .forEach(file -> files.add(run("a").resolve(file.at("/path").asText())));
        assertThat(files).hasSizeGreaterThanOrEqualTo(2);
        byte[] content = Files.readAllBytes(files.get(0));

        content[content.length / 2] ^= 1;
        Files.write(files.get(0), content);
        Cli changed = Cli.of("show", "-o", run("a").toString());
        Cli verified = Cli.of("show", "--verify", "-o", run("a").toString());
        Files.write(files.get(0), Arrays.copyOf(content, content.length - 1));
        Files.delete(files.get(1));
        Cli cut = Cli.of("show", "-o", run("a").toString());
        Cli json = Cli.of("show", "--json", "-o", run("a").toString());

        assertThat(changed.exitCode).isZero();
        assertThat(changed.out).doesNotContain("damaged");
        assertThat(verified.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(verified.out).contains("damaged: weights/" + files.get(0).getFileName(), "1 file is damaged");
        assertThat(cut.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(cut.out)
                .contains(
                        "damaged: weights/" + files.get(0).getFileName(),
                        "damaged: weights/" + files.get(1).getFileName(),
                        "2 files are damaged: the same run command goes on with them");
        assertThat(json.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(new ObjectMapper().readTree(json.out).at("/damaged")).hasSize(2);
    }

    @Test
    void shippedConfigurationsPlan() {
        for (String name : List.of("smoke", "quickstart", "paper", "highres")) {
            Cli plan = Cli.of(
                    "run",
                    "-c",
                    "classpath:conf/" + name + ".conf",
                    "--dry-run",
                    "-o",
                    run(name).toString());
            assertThat(plan.exitCode).as(name + plan.err).isZero();
        }
    }

    @Test
    void mistakesAreOneClearErrorEach() {
        assertRefused(
                Cli.of("run", "-o", run("a").toString(), "--set", "train.stepps=3"),
                "train.stepps (--set): unknown key; did you mean train.steps?");
        assertRefused(
                Cli.of("run", "-o", run("a").toString(), "-c", run("no.conf").toString()),
                "--config %s: expected a file, found none".formatted(run("no.conf")));
        assertRefused(Cli.of("run", "--set", "train.steps=1"), "no output: expected the run's folder");
        assertRefused(
                Cli.of("run", "-o", run("a").toString(), "--set", "data.path=" + run("nowhere")),
                "%s: at byte 0 expected the folder of train-images-idx3-ubyte of format idx, or"
                        .formatted(run("nowhere")));
        assertRefused(Cli.of("show", "-o", run("a").toString()), "found no manifest.json in it");
        assertRefused(
                Cli.of("run", "-o", run("a").toString(), "--set", "surface.examples=60001"),
                "surface.examples: expected at most 60000, the examples of the train split, found 60001");
        assertRefused(Cli.of("run", "--frsh"), "Unknown option: '--frsh'");
        assertThat(run("a")).doesNotExist();
    }

    @Test
    void withoutTheVectorModuleTheOptionIsNamedBeforeWorkStarts() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspark.master=local[1]",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LossAtlas.class.getName(),
                        "run",
                        "-o",
                        run("a").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.REFUSED);
        assertThat(output)
                .contains("lossatlas: engine = simd needs the JDK's module jdk.incubator.vector")
                .contains("--add-modules jdk.incubator.vector")
                .doesNotContain("\tat ");
        assertThat(run("a")).doesNotExist();
    }

    private static void assertRefused(Cli refused, String message) {
        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err).contains(message).doesNotContain("\tat ");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String command : List.of("run", "train", "surface", "analyze", "report", "show", "config", "bench")) {
            Cli help = Cli.of(command, "--help");
            assertThat(help.exitCode).isZero();
            assertThat(help.out).as(command).contains("Usage: lossatlas " + command, "Example");
        }
    }
}
