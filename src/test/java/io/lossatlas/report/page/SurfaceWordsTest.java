package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import io.lossatlas.results.SurfaceSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceWordsTest {
    private static final Network PLAIN = Nets.plain(100);
    private static final Network SKIP = Nets.skip(100);

    @Test
    void aPlateauIsCalledOneAndABowlIsNot() {
        String text = SurfaceWords.of(List.of(
                        landscape(PLAIN, BnMode.RECALIBRATED, 2.303, 2.28, 2.62, 98, 0),
                        landscape(SKIP, BnMode.RECALIBRATED, 0.07, 0.07, 7, 3, 0)))
                .get(0);
        assertThat(text)
                .startsWith("Depth 100, batch norm recalibrated, loss on the train split, 1 plane of 2 networks:")
                .contains(
                        "The plain landscape is a plateau at ln 10, the loss of guessing: 98.0 % of its points lie within "
                                + "0.1 nats of it (2.280 to 2.620 nats in all).")
                .contains(
                        "The skip landscape spans 0.07000 to 7.000 nats (2.0 decades), and the trained weights are its least point.");
    }

    @Test
    void aNetworkOfItsOwnIsSpokenOfByName() {
        assertThat(SurfaceWords.of(List.of(landscape(Network.ofItsOwn("mine"), BnMode.FROZEN, 0.07, 0.07, 7, 3, 0))))
                .containsExactly(
                        "mine, batch norm frozen, loss on the train split, 1 plane of 1 network: The landscape spans "
                                + "0.07000 to 7.000 nats (2.0 decades), and the trained weights are its least point.");
    }

    @Test
    void holesAreCounted() {
        assertThat(SurfaceWords.shape(List.of(landscape(SKIP, BnMode.FROZEN, 0.2, 0.1, 10, 0, 4))))
                .isEqualTo("spans 0.1000 to 10.00 nats (2.0 decades), and the trained weights are not its least point; "
                        + "4 of 100 points are not finite");
    }

    @Test
    void aSurfaceOfHolesHasNoRange() {
        double nan = Double.NaN;
        assertThat(SurfaceWords.shape(List.of(landscape(SKIP, BnMode.FROZEN, nan, nan, nan, 0, 100))))
                .isEqualTo("has no finite point");
    }

    @Test
    void planesAreTakenTogether() {
        assertThat(SurfaceWords.shape(List.of(
                        landscape(SKIP, BnMode.FROZEN, 0.1, 0.1, 10, 0, 0),
                        landscape(SKIP, BnMode.FROZEN, 0.1, 0.01, 1, 0, 0))))
                .isEqualTo(
                        "spans 0.01000 to 10.00 nats (3.0 decades), and the trained weights are the least point of 1 of 2 surfaces");
    }

    @Test
    void recalibratingTakesDecadesAway() {
        assertThat(BnWords.of(List.of(
                        landscape(PLAIN, BnMode.FROZEN, 2.3, 1, 1e17, 0, 0),
                        landscape(PLAIN, BnMode.RECALIBRATED, 2.3, 1, 10, 0, 0))))
                .singleElement()
                .asString()
                .contains("17.0 decades of loss with frozen statistics, 1.0 recalibrated")
                .contains("takes 16.0 decades away");
    }

    @Test
    void rangesThatAreAlikeAreSaidToBe() {
        assertThat(BnWords.compared(
                        landscape(PLAIN, BnMode.FROZEN, 2.3, 1, 20, 0, 0),
                        landscape(PLAIN, BnMode.RECALIBRATED, 2.3, 1, 10, 0, 0)))
                .endsWith("no difference of a decade is seen.");
        assertThat(BnWords.compared(
                        landscape(PLAIN, BnMode.FROZEN, 2.3, 1, 10, 0, 0),
                        landscape(PLAIN, BnMode.RECALIBRATED, 2.3, 1, 1e4, 0, 0)))
                .endsWith("recalibrating widens the range.");
    }

    @Test
    void aHoleIsNeitherNearGuessingNorFarFromIt() {
        assertThat(SurfaceWords.shape(List.of(landscape(SKIP, BnMode.FROZEN, 2.3, 2.3, 2.31, 4, 95))))
                .contains("; 80.0 % of its points lie within 0.1 nats of ln 10, the loss of guessing")
                .endsWith("; 95 of 100 points are not finite");
    }

    private static SurfaceSummary landscape(
            Network network, BnMode bn, double centre, double low, double high, long guessing, long holes) {
        SurfaceKey key = new SurfaceKey("random-s1", network.id(), 300, Split.TRAIN, bn);
        return new SurfaceSummary(
                key,
                "random",
                network,
                100,
                0,
                holes,
                centre,
                low,
                high,
                (double) guessing / (100 - holes),
                GuessingLoss.TEN);
    }
}
