package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.LocalSpark;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.Stage;
import io.lossatlas.store.VariantRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final int SIX_MB = 6_000_000;
    private static final int POINT = 7;
    private static final List<String> FOUR = List.of(
            "d10-plain-w8-s1-lr0.05", "d10-skip-w8-s1-lr0.05", "d100-plain-w8-s1-lr0.05", "d100-skip-w8-s1-lr0.05");

    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.start(2);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void fourNetworksOnFullGridsStaySmallAndWhole() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 51, 51);
        for (String variant : FOUR) {
            run.trained(variant, VariantRecord.DONE, variant.contains("d100-plain") ? 0 : 0.95)
                    .gradients(variant, variant.startsWith("d100") ? 100 : 10)
                    .surface(variant)
                    .metrics(variant, variant.contains("skip") ? 0.9 : 0.5);
        }
        String html = run.html();
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(SIX_MB);
        JsonNode data = data(html);
        assertThat(data.get("surfaces")).hasSize(8).allSatisfy(surface -> assertThat(points(surface))
                .hasSize(51 * 51 * POINT));
        assertThat(data.get("planes")).isNotEmpty().allSatisfy(plane -> assertThat(plane.get("alphas"))
                .hasSize(51));
        assertThat(html)
                .contains("At depth 100 skip connections helped: test accuracy 95.0 % with them, 0.0 % without")
                .contains("plain and skip differ in 3 of 3 metrics")
                .contains("explodes towards the input")
                .doesNotContain("<#")
                .doesNotContain("<@");
    }

    @Test
    void whatComesFromARunIsText() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 3, 3)
                .trained(PageRun.HOSTILE, VariantRecord.DONE, 0.5)
                .metrics(PageRun.HOSTILE, 1)
                .failed("d10-plain-w8-s1-lr0.05");
        String html = run.html();
        assertThat(html.split("</script>", -1))
                .as("the page's own three scripts")
                .hasSize(4);
        assertThat(html)
                .doesNotContain("<script>window.broken")
                .contains("&lt;/script&gt;&lt;script&gt;window.broken=1");
        assertThat(data(html).get("networks").get(0).get("id").asText()).isEqualTo(PageRun.HOSTILE);
        assertThat(html).contains("Points that could not be computed: 1").contains("the disk &lt;/script&gt;");
    }

    @Test
    void theManifestNamesThePageAndKeepsIt() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 3, 3).trained(FOUR.get(0), VariantRecord.DONE, 0.5);
        run.publish();
        FileRecord page = run.publish();
        Path file = folder.resolve("run/report.html");
        assertThat(page.path()).isEqualTo("report.html");
        assertThat(run.run().manifest().files("report.html")).containsExactly(page);
        assertThat(Files.size(file)).isEqualTo(page.bytes());
        Run again = Run.open(
                run.run().folder(),
                run.run().manifest().configuration(),
                run.run().manifest().provenance());
        assertThat(file).exists();
        assertThat(again.dropDamaged()).isEmpty();
        again.startOver(Stage.REPORT);
        assertThat(file).doesNotExist();
        assertThat(again.manifest().files("report.html")).isEmpty();
    }

    @Test
    void aPageThatNoManifestNamesIsClearedAway() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 3, 3);
        Path file = Files.writeString(folder.resolve("run/report.html"), "half a page");
        Run.open(
                run.run().folder(),
                run.run().manifest().configuration(),
                run.run().manifest().provenance());
        assertThat(file).doesNotExist();
    }

    @Test
    void aHoleIsHeldAsOne() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 3, 2).trained(FOUR.get(0), VariantRecord.DONE, 0.5);
        byte[] points =
                points(data(run.surface(FOUR.get(0)).html()).get("surfaces").get(0));
        assertThat(points).hasSize(3 * 2 * POINT);
        assertThat(points).startsWith(0x7f, 0xc0, 0x00);
        assertThat(points[5]).as("its accuracy is known").isEqualTo((byte) 0x7f);
    }

    @Test
    void aLineAndADivergedNetworkHaveTheirPage() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 1, 5)
                .trained(FOUR.get(0), VariantRecord.DONE, 0.5)
                .trained(FOUR.get(1), VariantRecord.DIVERGED, 0.1)
                .surface(FOUR.get(0));
        String html = run.html();
        assertThat(data(html).get("planes").get(0).get("alphas")).hasSize(1);
        assertThat(html).contains("d10-skip-w8-s1-lr0.05 diverged: its loss was no longer finite at step 300");
    }

    /** On a bowl the loss between two networks lies below the straight line. */
    @Test
    void aLineBetweenNetworksIsToldInWordsAndKeptApartFromPlanes() throws Exception {
        String html = PageRun.begin(spark, folder.resolve("run"), 5, 1)
                .trained(FOUR.get(0), VariantRecord.DONE, 0.5)
                .line("d10-plain-w8-s2-lr0.05", FOUR.get(0))
                .html();
        assertThat(data(html).get("planes")).singleElement().satisfies(plane -> {
            assertThat(plane.get("end").asText()).isEqualTo("d10-plain-w8-s2-lr0.05");
            assertThat(plane.get("betas")).hasSize(1);
            assertThat(plane.get("normalize").asText()).isEqualTo("none");
        });
        assertThat(html)
                .contains("On the way between networks")
                .contains(
                        "From d10-plain-w8-s1-lr0.05 at step 300 to d10-plain-w8-s2-lr0.05, batch norm frozen, loss on the "
                                + "train split: no barrier")
                .doesNotContain("The plain landscape");
    }

    @Test
    void aNetworkFromElsewhereIsShownBesideThoseOfTheSweep() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 3, 3)
                .trained(FOUR.get(0), VariantRecord.DONE, 0.5)
                .surface("resnet-of-mine");
        JsonNode networks = data(run.html()).get("networks");
        assertThat(networks).hasSize(2);
        assertThat(networks.get(0).get("id").asText()).isEqualTo("resnet-of-mine");
        assertThat(networks.get(0).get("depth").asInt()).isZero();
    }

    @Test
    void pageAndPicturesOfSevenClassesMarkTheLossOfGuessingOneOfSeven() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 5, 5, Map.of("data_classes", "7"))
                .trained(FOUR.get(0), VariantRecord.DONE, 0.5)
                .surface(FOUR.get(0))
                .surface(FOUR.get(1));
        String html = run.html();
        assertThat(data(html).get("guessing").asDouble()).isCloseTo(1.9459, within(1e-4));
        assertThat(html).contains("ln 7, the loss of guessing").doesNotContain("ln 10");
        List<String> pictures = run.pictures().stream()
                .map(FileRecord::path)
                .filter(path -> path.endsWith(".svg"))
                .toList();
        assertThat(pictures).hasSize(7).allSatisfy(path -> assertThat(
                        folder.resolve("run").resolve(path))
                .content()
                .contains("ln 7")
                .doesNotContain("ln 10"));
    }

    /** Of numbers to fit: no loss of guessing, no accuracy, no nats; a point that is published and not finite is no point that is not. */
    @Test
    void pageAndPicturesOfASquaredErrorHaveNeitherGuessingNorAccuracy() throws Exception {
        PageRun run = PageRun.begin(
                        spark, folder.resolve("run"), 5, 5, Map.of("data_outputs", "3", "surface_loss", "mse"))
                .surface("net")
                .line("other", "net");
        String html = run.html();
        JsonNode data = data(html);
        assertThat(data.get("guessing").isNull()).isTrue();
        assertThat(data.get("labelled").asBoolean()).isFalse();
        assertThat(data.get("lossName").asText()).isEqualTo("mean squared error");
        assertThat(data.get("lossUnit").asText()).isEmpty();
        byte[] points = points(data.get("surfaces").get(0));
        assertThat(points[5]).isZero();
        assertThat(points[6]).isZero();
        String shown = html.substring(html.indexOf("<main>"), html.indexOf("<script type"));
        assertThat(shown)
                .contains("mean squared error")
                .doesNotContain("the loss of guessing")
                .doesNotContain("in nats")
                .doesNotContain("ln 10");
        assertThat(run.pictures().stream()
                        .map(FileRecord::path)
                        .filter(path -> path.endsWith(".svg"))
                        .toList())
                .isNotEmpty()
                .allSatisfy(path -> assertThat(folder.resolve("run").resolve(path))
                        .content()
                        .doesNotContain("guessing")
                        .doesNotContain("accuracy")
                        .doesNotContain("nats"));
    }

    @Test
    void aRunWithNothingHasAPage() throws Exception {
        String html = PageRun.begin(spark, folder.resolve("run"), 3, 3).html();
        assertThat(html).contains("Nothing is trained yet").contains("lossatlas surface computes them");
        assertThat(data(html).get("numbers").get("rows")).isEmpty();
    }

    private static JsonNode data(String html) throws Exception {
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(begin) + begin.length();
        return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
    }

    private static byte[] points(JsonNode surface) {
        return Base64.getDecoder().decode(surface.get("points").asText());
    }
}
