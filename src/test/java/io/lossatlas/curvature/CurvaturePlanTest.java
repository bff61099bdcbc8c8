package io.lossatlas.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.RunNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CurvaturePlanTest {
    private static final String NETWORK = "d4-plain-w8-s1-lr0.05";

    private static RunConfig config(String... sets) {
        List<String> all = new ArrayList<>(List.of(
                "sweep.depths=[4]",
                "sweep.skips=[plain]",
                "train.steps=40",
                "train.checkpoint-every=20",
                "curvature.examples=8"));
        all.addAll(List.of(sets));
        return RunConfigs.load(Optional.empty(), all);
    }

    private static RunNetworks networks(RunConfig config) {
        return RunNetworks.ofSweep(Variant.of(config.sweep()), OptionalInt.of(40), config.train());
    }

    @Test
    void everyStepStatisticAndMatrixIsAPart() {
        RunConfig config =
                config("curvature.steps=[0,last]", "curvature.bn=[recalibrated]", "curvature.operators=[ggn]");

        assertThat(CurvaturePlan.parts(config.curvature(), networks(config)))
                .extracting(CurvaturePart::scope)
                .containsExactly(
                        NETWORK + "/0/train/recalibrated/gradient",
                        NETWORK + "/0/train/recalibrated/ggn",
                        NETWORK + "/40/train/recalibrated/gradient",
                        NETWORK + "/40/train/recalibrated/ggn");
    }

    @Test
    void nothingIsAskedUnlessThereAreExamples() {
        RunConfig config = config("curvature.examples=0");

        assertThat(CurvaturePlan.parts(config.curvature(), networks(config))).isEmpty();
    }

    /** 80 for the ends, 8 probes of 20, and 3 in double for each end, which take as long as 25 each. */
    @Test
    void aPartTakesSoManyProductsAtMost() {
        RunConfig config = config();
        CurvaturePart part =
                CurvaturePlan.parts(config.curvature(), networks(config)).get(1);

        assertThat(CurvaturePlan.products(config.curvature(), part)).isEqualTo(80 + 8 * 20 + 6);
        assertThat(CurvaturePlan.work(config.curvature(), part)).isEqualTo(80 + 8 * 20 + 6 * 25);
        CurvatureConfig single = config("curvature.precision=single").curvature();
        assertThat(CurvaturePlan.products(single, part)).isEqualTo(80 + 8 * 20);
        assertThat(CurvaturePlan.work(single, part)).isEqualTo(80 + 8 * 20);
        assertThat(CurvaturePart.point(part.scope())).isEqualTo(NETWORK + "/40/train/frozen");
    }

    @Test
    void aStepThatIsNotStoredIsRefused() {
        RunConfig config = config("curvature.steps=[30]");

        assertThatThrownBy(() -> CurvaturePlan.check(config.curvature(), networks(config)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("curvature.steps: expected stored steps of %s (train.checkpoint-every): 0, 20, 40; found 30"
                        .formatted(NETWORK));
    }

    /** A million parameters are 4 MB a vector: half of 100 MiB holds 13. */
    @Test
    void vectorsThatDoNotFitAreRefusedWithTheNumberThatWould() {
        int iterations = config("curvature.iterations=14").curvature().iterations();

        assertThatThrownBy(() ->
                        CurvaturePlan.checkMemory("curvature.iterations", iterations, "net", 1_000_000, 100L << 20))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "curvature.iterations: expected at most 13, whose vectors of the 1,000,000 parameters of net fit half "
                                + "the driver's heap of 100 MiB, found 14");
    }
}
