package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.Layouts;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.SafeTensorsFile;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.NoOp;

/** A network that one run has trained, handed to another as a user would hand in one of PyTorch. */
class WeightsOptionTest {
    private static final String ONE = "sweep.skips=[skip]";
    private static final Variant VARIANT = new Variant(4, Wiring.SKIP, 2, 1, 0.05);

    @TempDir
    private Path folder;

    private Path trained;
    private Path file;

    @BeforeEach
    void trainANetwork() throws IOException {
        trained = folder.resolve("trained");
        assertThat(Cli.tiny("local[2]", "run", trained, ONE).exitCode).isZero();
        file = folder.resolve("mine.safetensors");
        Files.write(file, safeTensors(2));
    }

    @Test
    void theSurfaceOfAnImportedNetworkIsThatOfTheTrainedOneBitForBit() throws IOException {
        Path own = folder.resolve("own");

        Cli surface = Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + file);

        assertThat(surface.exitCode).as(surface.err).isZero();
        assertThat(surface.out).contains("weights of mine.safetensors published as d4-skip-w2-s1-lr0.05");
        for (Table table : List.of(Table.DIRECTIONS, Table.LOSSES, Table.SURFACE)) {
            assertThat(Cli.rows(own, table, "step")).as(table.folder()).isEqualTo(Cli.rows(trained, table, "step"));
            assertThat(Cli.rows(own, table)).allMatch(row -> row.<Integer>getAs("step") == 0);
        }
        JsonNode manifest = Cli.manifest(own);
        assertThat(manifest.at("/variants/d4-skip-w2-s1-lr0.05/status").asText())
                .isEqualTo("done");
        assertThat(manifest.at("/variants/d4-skip-w2-s1-lr0.05/step").asInt()).isZero();
        assertThat(manifest.at("/provenance/weights_file").asText()).isEqualTo("mine.safetensors");
        assertThat(manifest.at("/provenance/weights_format").asText()).isEqualTo("safetensors");
        assertThat(manifest.at("/provenance/weights_sha256").asText())
                .isEqualTo(
                        manifest.at("/stages/train/fingerprint/weights.sha256").asText())
                .hasSize(64);
    }

    @Test
    void aModelFileOfARunIsOneToo() {
        Path own = folder.resolve("own");
        Path model = trained.resolve("models/d4-skip-w2-s1-lr0.05.zip");

        Cli run = Cli.tiny("local[2]", "run", own, ONE, "--weights=" + model);

        assertThat(run.exitCode).as(run.err).isZero();
        assertThat(Cli.rows(own, Table.LOSSES, "step")).isEqualTo(Cli.rows(trained, Table.LOSSES, "step"));
        assertThat(own.resolve("models/d4-skip-w2-s1-lr0.05.zip")).hasSameBinaryContentAs(model);
        assertThat(own.resolve("training")).doesNotExist();
    }

    @Test
    void theSameCommandGoesOnAndOthersReadTheRun() {
        Path own = folder.resolve("own");
        Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + file);
        List<Row> before = Cli.rows(own, Table.LOSSES);

        Cli again = Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + file);
        Cli more = Cli.tiny("local[2]", "surface", own, ONE, "surface.direction-seeds=[1,2]", "--weights=" + file);

        assertThat(again.exitCode).isZero();
        assertThat(again.out).doesNotContain("points to compute").doesNotContain("published");
        assertThat(more.exitCode).isZero();
        assertThat(Cli.rows(own, Table.LOSSES)).containsAll(before).hasSize(2 * before.size());
        assertThat(Cli.of("report", "-o", own.toString()).exitCode).isZero();
        assertThat(Cli.of("show", "-o", own.toString()).out)
                .contains("weights_file       mine.safetensors", "complete");
    }

    @Test
    void anotherFileOnTheSameRunIsRefusedUntilItStartsOver() throws IOException {
        Path own = folder.resolve("own");
        Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + file);
        Path other = folder.resolve("other.safetensors");
        Files.write(other, safeTensors(0));

        Cli refused = Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + other);
        Cli fresh = Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + other, "--fresh");

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .contains("train stage: weights.sha256: published ")
                .contains(", now ");
        assertThat(fresh.exitCode).isZero();
        assertThat(Cli.manifest(own).at("/provenance/weights_file").asText()).isEqualTo("other.safetensors");
    }

    @Test
    void trainedAndImportedNetworksDoNotMix() {
        Cli file1 = Cli.tiny("local[2]", "surface", trained, ONE, "--weights=" + file);

        assertThat(file1.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(file1.err.lines().filter(line -> line.contains("stage: ")))
                .singleElement()
                .asString()
                .startsWith("  train stage: weights.sha256: published no file: trained here, now ");
        Path own = folder.resolve("own");
        Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + file);
        assertThat(Cli.tiny("local[2]", "run", own, ONE).err).contains(", now no file: trained here");
    }

    @Test
    void aSweepOfSeveralVariantsIsRefused() {
        Cli refused = Cli.tiny("local[2]", "surface", folder.resolve("own"), "--weights=" + file);

        assertThat(refused.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err)
                .contains("--weights: expected a sweep of one variant")
                .contains("found 2: [d4-plain-w2-s1-lr0.05, d4-skip-w2-s1-lr0.05]");
        assertThat(folder.resolve("own")).doesNotExist();
    }

    @Test
    void whatIsNoFileOrAnotherNetworkIsRefusedBeforeAnythingIsWritten() {
        Path own = folder.resolve("own");

        Cli none = Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + folder.resolve("none"));
        Cli directory = Cli.tiny("local[2]", "surface", own, ONE, "--weights=" + folder);
        Cli scheme = Cli.tiny("local[2]", "surface", own, ONE, "--weights=nowhere://a:secret@b/c");
        Cli deeper = Cli.tiny("local[2]", "surface", own, ONE, "sweep.depths=[6]", "--weights=" + file);

        assertThat(none.err).contains("none: expected a file, found none");
        assertThat(directory.err).contains("expected a file, found a folder");
        assertThat(scheme.err).contains("cannot be read: ").doesNotContain("secret");
        assertThat(deeper.err).contains("blocks b00 to b00, which is sweep.depths=[4]");
        assertThat(List.of(none.exitCode, directory.exitCode, scheme.exitCode, deeper.exitCode))
                .containsOnly(ExitCode.REFUSED);
        assertThat(own).doesNotExist();
    }

    @Test
    void aDryRunPlansNoTraining() {
        Cli plan = Cli.tiny("local[2]", "surface", folder.resolve("own"), ONE, "--weights=" + file, "--dry-run");

        assertThat(plan.exitCode).isZero();
        assertThat(plan.out)
                .contains("weights    mine.safetensors (safetensors) for d4-skip-w2-s1-lr0.05")
                .contains("1, 0 steps")
                .contains("0.0 TFLOP to train");
    }

    private byte[] safeTensors(int step) {
        ParameterLayout layout =
                Layouts.of(Networks.configuration(VARIANT, new ImageShape(1, 28, 28), 10, Head.LOGITS, new NoOp(), 0));
        float[] values = new float[layout.size()];
        int[] next = {0};
        Cli.rows(trained, Table.WEIGHTS).stream()
                .filter(row -> row.<Integer>getAs("step") == step)
                .forEach(row -> row.<Float>getList(row.fieldIndex("values")).forEach(each -> values[next[0]++] = each));
        assertThat(next[0]).isEqualTo(values.length);
        return SafeTensorsFile.of(new Weights(layout, values)).bytes();
    }
}
