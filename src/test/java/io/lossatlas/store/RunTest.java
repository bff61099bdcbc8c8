package io.lossatlas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.LocalSpark;
import io.lossatlas.config.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.start(1);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Test
    void aRunBeginsInAnEmptyFolder() {
        Run run = open();

        assertThat(run.manifest().publication()).isEqualTo(1);
        assertThat(folder.resolve("manifest.json")).exists();
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "years of work");

        assertThatThrownBy(this::open)
                .isInstanceOf(RefusedException.class)
                .hasMessage("output %s: expected a run's folder or an empty one, found thesis.tex and no manifest.json"
                        .formatted(folder));
        assertThat(folder.resolve("thesis.tex")).exists();
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> RunFolder.at(file.toString(), new Configuration()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("output %s: expected a run's folder, found a file".formatted(file));
    }

    @Test
    void aManifestOfAnotherFormatIsRefused() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "{\"format_version\": 99}");

        assertThatThrownBy(this::open)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected format_version 1 to 2, found 99");
    }

    @Test
    void aManifestThatIsNoJsonIsRefused() throws IOException {
        Files.writeString(folder.resolve("manifest.json"), "half of a manif");

        assertThatThrownBy(this::open)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected a manifest of LossAtlas");
    }

    @Test
    void publishedRowsAreThereForTheNextProcess() {
        publish(open(), 3);

        Run next = Run.read(at());

        assertThat(next.read(spark, Table.BATCHES, next.manifest().files(Table.BATCHES))
                        .count())
                .isEqualTo(3);
    }

    @Test
    void filesThatTheManifestDoesNotNameAreClearedAway() throws IOException {
        Run run = open();
        publish(run, 2);
        new Publisher(spark, run.folder()).write(Table.BATCHES, "d4-plain", rows(5));
        Files.createDirectories(folder.resolve("_staging/cut-off"));

        open();

        assertThat(spark.read().parquet(folder.resolve("batches").toString()).count())
                .isEqualTo(2);
        assertThat(folder.resolve("_staging")).doesNotExist();
    }

    @Test
    void aTruncatedFileIsFoundAndDropped() throws IOException {
        Run run = open();
        publish(run, 2);
        Path file = folder.resolve(run.manifest().files(Table.BATCHES).get(0).path());
        Files.write(file, new byte[] {1, 2, 3});

        assertThat(run.dropDamaged()).hasSize(1);

        assertThat(run.manifest().files(Table.BATCHES)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void startingAStageOverDeletesItsFilesAndThoseOfLaterStagesAlone() {
        Run run = open();
        publish(run, 2);
        FileRecord picture =
                new Publisher(spark, run.folder()).write("pictures/bowl.png", "d4-plain", out -> out.write(1));
        run.commit(draft -> draft.add(RunFolder.PICTURES, List.of(picture)));

        run.startOver(Stage.SURFACE);

        assertThat(run.manifest().files(RunFolder.PICTURES)).isEmpty();
        assertThat(folder.resolve("pictures/bowl.png")).doesNotExist();
        assertThat(run.manifest().files(Table.BATCHES)).hasSize(1);
    }

    @Test
    void aFileWithOtherRowsThanItCoversIsNotPublished() {
        Run run = open();
        Publisher publisher = new Publisher(spark, run.folder());

        assertThatThrownBy(() -> publisher.write(
                        Table.BATCHES,
                        "d4-plain",
                        spark.createDataFrame(rows(3), Table.BATCHES.schema()).coalesce(1),
                        partition -> List.of(new Span(0, 4, 0, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected 4 rows, found 3");
    }

    private Run open() {
        return Run.open(at(), JsonNodeFactory.instance.objectNode(), Map.of());
    }

    private RunFolder at() {
        return RunFolder.at(folder.toString(), new Configuration());
    }

    private static void publish(Run run, int rows) {
        List<FileRecord> files = new Publisher(spark, run.folder()).write(Table.BATCHES, "d4-plain", rows(rows));
        run.commit(draft -> draft.add(Table.BATCHES.folder(), files));
    }

    private static List<Row> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(step -> RowFactory.create("d4-plain", step, new Integer[] {step, step + 1}))
                .toList();
    }
}
