package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import io.lossatlas.results.TrainingOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingWordsTest {
    private static final TrainingOutcome D10_PLAIN = done(Nets.plain(10), 0.19, 0.942);
    private static final TrainingOutcome D10_SKIP = done(Nets.skip(10), 0.18, 0.949);
    private static final TrainingOutcome D100_PLAIN = done(Nets.plain(100), 2.301, 0.117);
    private static final TrainingOutcome D100_SKIP = done(Nets.skip(100), 0.16, 0.94);

    @Test
    void saysThatSkipHelped() {
        assertThat(TrainingWords.depth(100, List.of(D100_PLAIN, D100_SKIP)))
                .startsWith("Depth 100: with skip connections the network ends at 94.0 % (92.4 % to 95.3 %)")
                .contains("without them it ends at 11.7 %")
                .contains("its training loss still 2.301 (guessing is ln 10 = 2.303)")
                .endsWith("Skip connections helped here.");
    }

    @Test
    void saysThatNoDifferenceIsSeen() {
        assertThat(TrainingWords.depth(10, List.of(D10_PLAIN, D10_SKIP)))
                .contains("No difference seen: the 95 % intervals of the two accuracies meet")
                .doesNotContain("guessing");
    }

    @Test
    void saysThatSkipDidNotHelp() {
        TrainingOutcome worse = done(Nets.skip(10), 0.9, 0.71);
        assertThat(TrainingWords.depth(10, List.of(D10_PLAIN, worse)))
                .endsWith("Skip connections did not help here: the plain network is better.");
    }

    @Test
    void aNetworkThatDivergedIsWorse() {
        TrainingOutcome diverged = diverged(Nets.plain(100));
        List<String> findings = TrainingWords.of(List.of(diverged, D100_SKIP));
        assertThat(findings)
                .anyMatch(
                        text -> text.contains("without them it diverged at step 1,234. Skip connections helped here."))
                .anyMatch(
                        text -> text.equals(
                                "d100-plain-w8-s1-lr0.05 diverged: its loss was no longer finite at step 1,234, so it has no landscape."));
    }

    @Test
    void severalPairsAreCounted() {
        TrainingOutcome other = done(Nets.plain(100, 2), 0.2, 0.93);
        TrainingOutcome otherSkip = done(Nets.skip(100, 2), 0.2, 0.935);
        assertThat(TrainingWords.depth(100, List.of(D100_PLAIN, other, D100_SKIP, otherSkip)))
                .startsWith("Depth 100, 2 pairs of networks")
                .contains("skip connections help in 1, hurt in 0, and no difference is seen in 1")
                .contains("with them 93.5 % to 94.0 %, without them 11.7 % to 93.0 %")
                .endsWith("The outcome depends on the seed, width or learning rate.");
    }

    @Test
    void oneAloneIsNotCompared() {
        assertThat(TrainingWords.depth(10, List.of(D10_PLAIN)))
                .startsWith(
                        "Depth 10 has no pair of a plain and a skip network to compare: d10-plain-w8-s1-lr0.05 ends at 94.2 %");
    }

    @Test
    void theHeadlineIsOfTheDeepestPair() {
        assertThat(Headline.title(List.of(D10_PLAIN, D10_SKIP, D100_PLAIN, D100_SKIP)))
                .isEqualTo("At depth 100 skip connections helped: test accuracy 94.0 % with them, 11.7 % without");
        assertThat(Headline.title(List.of(D10_PLAIN, D10_SKIP)))
                .startsWith("At depth 10 no difference is seen with skip connections");
        assertThat(Headline.title(List.of(D10_PLAIN))).isEqualTo("1 network, no pair of plain and skip to compare");
        assertThat(Headline.title(List.of())).isEqualTo("Nothing is trained yet");
        assertThat(Headline.title(List.of(done(Network.ofItsOwn("mine"), 0.2, 0.9))))
                .isEqualTo("The landscape of mine");
    }

    @Test
    void theHeadlineNeverHidesThatSkipFailed() {
        assertThat(Headline.outcome(List.of(Verdict.LOWER, Verdict.LOWER)))
                .isEqualTo("skip connections did not help: the plain network is better");
        assertThat(Headline.outcome(List.of(Verdict.HIGHER, Verdict.NO_DIFFERENCE)))
                .isEqualTo("skip connections helped in some of 2 pairs and not in others");
        assertThat(Headline.outcome(List.of(Verdict.NO_DIFFERENCE, Verdict.LOWER)))
                .isEqualTo("skip connections helped in none of 2 pairs");
    }

    @Test
    void guessingIsTheBandOfThePlateau() {
        assertThat(done(Nets.plain(100), Math.log(10) - 0.0999, 0.1).guesses()).isTrue();
        assertThat(done(Nets.plain(100), Math.log(10) - 0.1001, 0.1).guesses()).isFalse();
    }

    private static TrainingOutcome done(Network network, double loss, double accuracy) {
        return new TrainingOutcome(network, "done", 900, 10, loss, accuracy, loss, accuracy, 1000, GuessingLoss.TEN);
    }

    private static TrainingOutcome diverged(Network network) {
        double nan = Double.NaN;
        return new TrainingOutcome(network, "diverged", 1234, 10, nan, nan, nan, nan, 0, GuessingLoss.TEN);
    }
}
