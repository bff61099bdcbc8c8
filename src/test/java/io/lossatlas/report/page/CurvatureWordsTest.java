package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.model.Variant;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CurvatureWordsTest {
    private static final Network PLAIN = Nets.plain(10);
    private static final Network SKIP = Nets.skip(10);
    private static final String MAX = "hessian_lambda_max";
    private static final String MIN = "hessian_lambda_min";

    private static MetricValue row(
            Network network, int step, String metric, double value, double half, String interval) {
        return new MetricValue(
                network,
                "none",
                OptionalInt.of(step),
                "train",
                "frozen",
                metric,
                value,
                value - half,
                value + half,
                interval,
                100);
    }

    private static MetricValue eigenvalue(Network network, int step, String metric, double value, double bound) {
        return row(network, step, metric, value, bound, "residual");
    }

    private static MetricValue exact(Network network, String metric, double value) {
        return row(network, 300, metric, value, Double.NaN, "none");
    }

    @Test
    void plainStandsBesideSkipWithABoundAndAVerdict() {
        assertThat(CurvatureWords.pairs(List.of(
                        eigenvalue(PLAIN, 300, MAX, 30, 0.5),
                        eigenvalue(SKIP, 300, MAX, 12, 0.25),
                        row(PLAIN, 300, "hessian_trace", 100, 20, "probes"),
                        row(SKIP, 300, "hessian_trace", 110, 20, "probes"))))
                .containsExactly(
                        "Depth 10 (w8-s1-lr0.05), batch norm frozen, train loss at step 300: largest eigenvalue of "
                                + "the Hessian 12.00 (11.75 to 12.25) with skip connections, 30.00 (29.50 to 30.50) without: lower "
                                + "with them; trace 110.0 (90.00 to 130.0) with skip connections, 100.0 (80.00 to 120.0) without: no "
                                + "difference seen. Intervals are of residual, probes: of these weights and examples, not of other "
                                + "seeds or examples.");
    }

    @Test
    void boundsThatMeetShowNoDifference() {
        assertThat(CurvatureWords.pairs(List.of(eigenvalue(PLAIN, 300, MAX, 2, 1), eigenvalue(SKIP, 300, MAX, 4, 1))))
                .singleElement()
                .asString()
                .contains(
                        "4.000 (3.000 to 5.000) with skip connections, 2.000 (1.000 to 3.000) without: no difference seen");
        assertThat(CurvatureWords.pairs(
                        List.of(eigenvalue(PLAIN, 300, MAX, 2, 0.99), eigenvalue(SKIP, 300, MAX, 4, 1))))
                .singleElement()
                .asString()
                .contains("higher with them");
    }

    @Test
    void sharpnessHasNoIntervalToCompareBy() {
        assertThat(CurvatureWords.pairs(
                        List.of(exact(PLAIN, "sam_sharpness", 0.5), exact(SKIP, "sam_sharpness", 0.25))))
                .containsExactly(
                        "Depth 10 (w8-s1-lr0.05), batch norm frozen, train loss at step 300: rise of the loss by a "
                                + "step of 0.05 up the gradient 0.2500 with skip connections, 0.5000 without, without an interval to "
                                + "compare by. These are single numbers: nothing says how they differ for other seeds or examples.");
    }

    @Test
    void seedsAreAskedFirst() {
        Network plain = Network.pooled(new Variant(10, Wiring.PLAIN, 8, 1, 0.05));
        Network skip = Network.pooled(new Variant(10, Wiring.SKIP, 8, 1, 0.05));

        assertThat(CurvatureWords.pairs(List.of(
                        eigenvalue(PLAIN, 300, MAX, 30, 0.5),
                        eigenvalue(SKIP, 300, MAX, 12, 0.25),
                        row(plain, 300, MAX, 20, 10, "network (range of 2)"),
                        row(skip, 300, MAX, 15, 5, "network (range of 2)"))))
                .containsExactly(
                        "Depth 10 (w8-lr0.05), batch norm frozen, train loss at step 300: largest eigenvalue of the "
                                + "Hessian 15.00 (10.00 to 20.00) with skip connections, 20.00 (10.00 to 30.00) without: no difference "
                                + "seen. Intervals are of network (range of 2).");
    }

    @Test
    void theLastStepThatBothHaveIsTold() {
        assertThat(CurvatureWords.pairs(List.of(
                        eigenvalue(PLAIN, 0, MAX, 1, 0),
                        eigenvalue(SKIP, 0, MAX, 2, 0),
                        eigenvalue(PLAIN, 300, MAX, 3, 0),
                        eigenvalue(SKIP, 300, MAX, 4, 0),
                        eigenvalue(SKIP, 400, MAX, 5, 0))))
                .singleElement()
                .asString()
                .contains("at step 300")
                .contains("4.000 (4.000 to 4.000) with");
    }

    @Test
    void aPairWithoutANumberInCommonSaysSo() {
        assertThat(CurvatureWords.pairs(List.of(eigenvalue(PLAIN, 300, MAX, 3, 0), exact(SKIP, "sam_sharpness", 1))))
                .singleElement()
                .asString()
                .endsWith("plain and skip have no number of curvature in common.");
    }

    @Test
    void signsAreToldBeyondTheirBounds() {
        assertThat(CurvatureWords.sign(eigenvalue(SKIP, 300, MIN, -0.5, 0.1)))
                .isEqualTo(
                        "the loss bends down in some direction, the smallest eigenvalue is -0.5000 (-0.6000 to -0.4000).");
        assertThat(CurvatureWords.sign(eigenvalue(SKIP, 300, MIN, 0.5, 0.1)))
                .startsWith("the loss bends up in every direction");
        assertThat(CurvatureWords.sign(eigenvalue(SKIP, 300, MIN, -0.05, 0.1)))
                .startsWith("no direction is seen in which the loss bends down");
        assertThat(CurvatureWords.sign(eigenvalue(SKIP, 300, MIN, -0.05, Double.NaN)))
                .isEqualTo("the smallest eigenvalue is -0.05000, without a bound to tell its sign by.");
    }

    @Test
    void theShareOfTheGaussNewtonMatrixIsNearlyAllOrNot() {
        assertThat(CurvatureWords.gauss(eigenvalue(SKIP, 300, "ggn_to_hessian", 0.95, 0.04)))
                .isEqualTo(
                        "The largest eigenvalue of the Gauss-Newton matrix is 95.0 % (91.0 % to 99.0 %) of the Hessian's: "
                                + "the network's own second derivatives add little to it.");
        assertThat(CurvatureWords.gauss(eigenvalue(SKIP, 300, "ggn_to_hessian", 0.5, 0.1)))
                .endsWith("the network's own second derivatives have a part in it.");
        assertThat(CurvatureWords.gauss(eigenvalue(SKIP, 300, "ggn_to_hessian", 0.9, 0.1)))
                .endsWith("of the Hessian's.");
        assertThat(CurvatureWords.gauss(exact(SKIP, "ggn_to_hessian", 0.9))).contains("90.0 % (no bound)");
    }

    @Test
    void growthAlongTheTrainingIsTold() {
        assertThat(CurvatureWords.networks(List.of(
                        eigenvalue(PLAIN, 0, MAX, 1, 0.1),
                        eigenvalue(PLAIN, 100, MAX, 9, 0.1),
                        eigenvalue(PLAIN, 300, MAX, 3, 0.1),
                        eigenvalue(PLAIN, 300, MIN, -1, 0.1))))
                .containsExactly(
                        "d10-plain-w8-s1-lr0.05, batch norm frozen, train loss at step 300: the loss bends down in "
                                + "some direction, the smallest eigenvalue is -1.000 (-1.100 to -0.9000). From step 0 the largest "
                                + "eigenvalue of the Hessian has grown from 1.000 (0.9000 to 1.100) to 3.000 (2.900 to 3.100).");
        assertThat(CurvatureWords.networks(
                        List.of(eigenvalue(PLAIN, 0, MAX, 2.9, 0.1), eigenvalue(PLAIN, 300, MAX, 3, 0.1))))
                .singleElement()
                .asString()
                .endsWith(": no difference seen.");
    }

    /** The Hessian is published and has no number, the Gauss-Newton matrix has one; the gradient has no sharpness. */
    @Test
    void whatIsNotFiniteHasWordsOfItsOwn() {
        String at = "d10-plain-w8-s1-lr0.05/300/train/frozen/";

        assertThat(CurvatureWords.notFinite(
                        List.of(eigenvalue(PLAIN, 300, "ggn_lambda_max", 1, 0)),
                        Set.of(at + "hessian", at + "ggn", at + "gradient")))
                .containsExactlyInAnyOrder(
                        "d10-plain-w8-s1-lr0.05, batch norm frozen, train loss at step 300: second derivatives of the loss are "
                                + "not finite, so it has neither eigenvalues nor trace.",
                        "d10-plain-w8-s1-lr0.05, batch norm frozen, train loss at step 300: the gradient is zero or not "
                                + "finite, so it has no sharpness.");
        assertThat(CurvatureWords.notFinite(List.of(exact(PLAIN, "sam_sharpness", 1)), Set.of(at + "gradient")))
                .containsExactly(
                        "d10-plain-w8-s1-lr0.05, batch norm frozen, train loss at step 300: no step down the gradient "
                                + "makes the loss rise, so it has no critical sharpness.");
    }

    @Test
    void theLeadTakesRecalibratedStatisticsWhereThereAreSuch() {
        List<MetricValue> rows = List.of(
                eigenvalue(PLAIN, 300, MAX, 3, 0),
                eigenvalue(SKIP, 300, MAX, 4, 0),
                recalibrated(PLAIN, 5),
                recalibrated(SKIP, 6));

        assertThat(CurvatureWords.pairs(rows)).hasSize(2);
        assertThat(CurvatureWords.ends(rows, 10)).singleElement().asString().contains("batch norm recalibrated");
    }

    private static MetricValue recalibrated(Network network, double value) {
        return new MetricValue(
                network,
                "none",
                OptionalInt.of(300),
                "train",
                "recalibrated",
                MAX,
                value,
                value,
                value,
                "residual",
                100);
    }

    @Test
    void theLeadHasTheEndsOfOneDepthAlone() {
        List<MetricValue> rows = List.of(
                eigenvalue(PLAIN, 300, MAX, 3, 0),
                eigenvalue(SKIP, 300, MAX, 4, 0),
                exact(PLAIN, "sam_sharpness", 1),
                exact(SKIP, "sam_sharpness", 1));

        assertThat(CurvatureWords.ends(rows, 10)).singleElement().asString().doesNotContain("gradient");
        assertThat(CurvatureWords.ends(rows, 100)).isEmpty();
        assertThat(Headline.sentences(List.of(), List.of(), List.of()))
                .containsExactly("No surface is published yet: lossatlas surface computes them.");
    }
}
