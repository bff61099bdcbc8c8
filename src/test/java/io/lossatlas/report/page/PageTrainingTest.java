package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.LocalSpark;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Sampling;
import io.lossatlas.store.VariantRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page holds of several steps of a training, of its path and of curvature. */
class PageTrainingTest {
    private static final int SIX_MB = 6_000_000;
    private static final String PLAIN = "d10-plain-w8-s1-lr0.05";
    private static final List<String> FOUR =
            List.of(PLAIN, "d10-skip-w8-s1-lr0.05", "d100-plain-w8-s1-lr0.05", "d100-skip-w8-s1-lr0.05");
    private static final int[] TWELVE = IntStream.range(0, 12).map(n -> 100 * n).toArray();

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

    private PageRun run(int nx, int ny) {
        return PageRun.begin(spark, folder.resolve("run"), nx, ny).trained(PLAIN, VariantRecord.DONE, 0.5);
    }

    @Test
    void twelveStepsOfFourNetworksAndBothTreatmentsOfBatchNormStaySmallAndWhole() throws Exception {
        PageRun run = PageRun.begin(spark, folder.resolve("run"), 51, 51);
        for (String variant : FOUR) {
            run.trained(variant, VariantRecord.DONE, 0.9)
                    .gradients(variant, variant.startsWith("d100") ? 100 : 10)
                    .surfaces(variant, TWELVE)
                    .metrics(variant, 0.9);
        }
        String html = run.html();
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(SIX_MB);
        JsonNode surfaces = data(html).get("surfaces");
        assertThat(surfaces).hasSize(4 * 12 * 2).allSatisfy(surface -> {
            assertThat(Base64.getDecoder().decode(surface.get("points").asText()))
                    .hasSize(51 * 51 * 7);
            assertThat(surface.get("alphas").isNull()).isTrue();
        });
        assertThat(StreamSupport.stream(surfaces.spliterator(), false).limit(12).mapToInt(surface -> surface.get("step")
                        .asInt()))
                .containsExactlyElementsOf(IntStream.of(TWELVE).boxed().toList());
    }

    /** Of 25 points a surface the last two may have 50 in all; of the four before there is room for 36: 9 each. */
    @Test
    void whatIsTooMuchIsHeldAtFewerPointsBeforeTheLastStepAndAtFewerSteps() {
        PageRun run = run(5, 5).surfaces(PLAIN, 0, 10, 20, 30, 40);
        Contents contents = Contents.of(run.results(), new Contents.Limits(50, 86, 10, 3));
        assertThat(contents.surfaces().keySet().stream().mapToInt(SurfaceKey::step))
                .containsExactly(0, 20, 40, 0, 20, 40);
        assertThat(contents.surfaces().values().stream().mapToInt(Sampling::points))
                .containsExactly(9, 9, 25, 9, 9, 25);
        assertThat(contents.leftOut())
                .containsExactly(
                        "Of surfaces at 5 steps it holds those at 3.",
                        "Surfaces at steps before the last it holds at 3 × 3 points, to stay small.");
        assertThat(PageData.of(contents).surfaces().get(0).alphas()).containsExactly(-1, 0, 1);
        assertThat(PageData.of(contents).surfaces().get(2).alphas()).isNull();
    }

    @Test
    void whatFitsIsHeldWholeAndNothingIsSaidAboutIt() {
        Contents contents = Contents.of(run(3, 2).surfaces(PLAIN, 0, 10).results());
        assertThat(contents.leftOut()).isEmpty();
        assertThat(contents.surfaces()).hasSize(4);
    }

    @Test
    void metricsAreThoseOfTheLastStep() {
        PageRun run = run(3, 3).surfaces(PLAIN, 0, 300);
        run.metrics(PLAIN, 300, 0.5);
        run.metrics(PLAIN, 0, 0.25);
        assertThat(Contents.of(run.results()).metrics())
                .extracting(MetricValue::value)
                .containsOnly(0.5);
    }

    /**
     * Squared distances 25, 16 and 9, of which 9, 0 and 9 lie outside: 18 of 50. The losses of the bowl at the projections follow from its
     * formula; at (-1, -1) it has its hole, (9, 9) lies outside the grid.
     */
    @Test
    void aPathHasItsStepsTheirLossesAndWhatLiesOutside() throws Exception {
        JsonNode path = data(run(5, 5).trajectory(PLAIN).html()).get("paths").get(1);
        assertThat(path.get("bn").asText()).isEqualTo("recalibrated");
        assertThat(path.get("steps")).extracting(JsonNode::asInt).containsExactly(0, 100, 200, 300);
        assertThat(path.get("outside").asDouble()).isCloseTo(0.36, within(1e-12));
        assertThat(path.get("largest").asDouble()).isEqualTo(1);
        assertThat(numbers(path.get("losses"))).containsExactly(new double[] {2, 1.9, 1.8, 1.7}, within(1e-4));
        assertThat(numbers(path.get("projected")))
                .containsExactly(new double[] {Double.NaN, 2.1, Double.NaN, 0.1}, within(1e-4));
    }

    /** The curve's area is the sum of the quadrature's weights, 1, but for the trapezoids between 240 values and three bytes a number. */
    @Test
    void aSpectrumHasItsDensityItsEndsAndItsWidth() throws Exception {
        String html = run(3, 3).surface(PLAIN).curvature(PLAIN).html();
        JsonNode spectra = data(html).get("spectra");
        assertThat(spectra).hasSize(2);
        JsonNode spectrum = spectra.get(1);
        assertThat(spectrum.get("step").asInt()).isEqualTo(300);
        assertThat(spectrum.get("max").asDouble()).isEqualTo(8);
        assertThat(spectrum.get("min").asDouble()).isEqualTo(-2);
        assertThat(spectrum.get("width").asDouble()).isPositive();
        assertThat(spectrum.get("threshold").asDouble()).isEqualTo(1e-4);
        double[] values = numbers(spectrum.get("values"));
        double[] density = numbers(spectrum.get("density"));
        double area = 0;
        for (int n = 1; n < values.length; n++) {
            area += (values[n] - values[n - 1]) * (density[n] + density[n - 1]) / 2;
        }
        assertThat(area).isCloseTo(1, within(0.02));
        assertThat(html).contains("8.000 ± 0.5000").contains("-2.000 ± 0.5000").contains("30.00 ± 0.5000");
    }

    @Test
    void aMapOfCurvatureHasBothEndsAndHolesWhereNoneWasFound() throws Exception {
        JsonNode map = data(run(2, 3).surface(PLAIN).curvature(PLAIN).html())
                .get("maps")
                .get(0);
        assertThat(map.get("alphas")).hasSize(2);
        assertThat(map.get("betas")).hasSize(3);
        assertThat(numbers(map.get("largest"))).containsExactly(Double.NaN, 4, 4, 4, 4, 4);
        assertThat(numbers(map.get("smallest"))).containsExactly(Double.NaN, -1, -2, 0, -1, -2);
    }

    private static JsonNode data(String html) throws Exception {
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(begin) + begin.length();
        return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from)));
    }

    /** Floats of which the last byte is 0. */
    private static double[] numbers(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asText());
        return IntStream.range(0, bytes.length / 3)
                .mapToDouble(n ->
                        ByteBuffer.allocate(Float.BYTES).put(bytes, 3 * n, 3).getFloat(0))
                .toArray();
    }
}
