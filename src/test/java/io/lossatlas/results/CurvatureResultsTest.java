package io.lossatlas.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvatureResultsTest {
    private static SparkSession spark;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startSpark() {
        spark = LocalSpark.start(2);
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    private ResultsRun begin() {
        return ResultsRun.begin(spark, folder.resolve("run"));
    }

    @Test
    void aRunWithoutCurvatureHasNone() {
        CurvatureResults curvature = begin().results().curvature();
        assertThat(curvature.weights()).isEmpty();
        assertThat(curvature.spectra()).isEmpty();
        assertThat(curvature.grids()).isEmpty();
        assertThatThrownBy(() -> curvature.spectrum(ResultsRun.part("ggn")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ggn: no spectrum is published");
    }

    @Test
    void curvatureAtWeightsHasTheValuesOfItsTableAndNoneOfAMap() {
        WeightsCurvature found = begin().curvature()
                .curvatureMap()
                .results()
                .curvature()
                .weights()
                .get(0);
        assertThat(found.network()).isEqualTo(ResultsRun.NETWORK);
        assertThat(found.step()).isEqualTo(2);
        assertThat(found.values()).hasSize(7);
        assertThat(found.ranks("hessian", "lambda_max"))
                .extracting(WeightsCurvature.Value::value)
                .containsExactly(7.0, 3.0);
        assertThat(found.of("hessian", "lambda_min")).isEqualTo(-2);
        assertThat(found.value("hessian", "trace"))
                .contains(new WeightsCurvature.Value("hessian", "trace", 0, 10, 0.25, 20, 100));
        assertThat(found.of("gradient", "gradient_norm")).isEqualTo(0.5);
        assertThat(found.of("ggn", "lambda_max")).isNaN();
        assertThat(found.dimension()).hasValue(100);
        assertThat(found.holds(ResultsRun.part("ggn"))).isTrue();
    }

    /** The mean of the first probe is 2.5, that of the second 1.5. */
    @Test
    void aSpectrumHasItsProbesInOrderAndTheEndsOfCurvature() {
        CurvatureResults curvature = begin().curvature().spectrum().results().curvature();
        assertThat(curvature.spectra()).containsExactly(ResultsRun.part("hessian"));
        Spectrum spectrum = curvature.spectrum(ResultsRun.part("hessian"));
        assertThat(spectrum.network()).isEqualTo(ResultsRun.NETWORK);
        assertThat(spectrum.probes()).hasSize(2);
        assertThat(spectrum.probes().get(0).nodes()).containsExactly(-2, 7);
        assertThat(spectrum.probes().get(1).nodes()).containsExactly(0, 6);
        assertThat(spectrum.probes().get(1).weights()).containsExactly(0.75, 0.25);
        assertThat(spectrum.mean()).isEqualTo(2);
        assertThat(spectrum.lambdaMax()).isEqualTo(7);
        assertThat(spectrum.lambdaMin()).isEqualTo(-2);
        assertThat(spectrum.dimension()).hasValue(100);
        assertThat(spectrum.examples()).isEqualTo(100);
    }

    @Test
    void aMapHasTheEndsOfTheHessianAtItsPointsAndHolesElsewhere() {
        ResultsRun run = begin().surface(15, (alpha, beta) -> 1);
        CurvatureResults curvature = run.curvature().curvatureMap().results().curvature();
        assertThat(curvature.grids()).containsExactly(ResultsRun.KEY);
        CurvatureGrid map = curvature.grid(ResultsRun.KEY);
        assertThat(map.alphas()).containsExactly(-1, -0.5, 0, 0.5, 1);
        assertThat(map.betas()).containsExactly(-2, 0, 2);
        assertThat(map.lambdaMax()[5]).isEqualTo(8);
        assertThat(map.lambdaMin()[5]).isEqualTo(-4);
        assertThat(map.error()[5]).isEqualTo(0.25);
        assertThat(map.ratio()[5]).isEqualTo(0.5);
        assertThat(map.lambdaMax()[12]).isEqualTo(3);
        assertThat(map.ratio()[12]).isNaN();
        assertThat(map.missing()).isEqualTo(14);
    }
}
