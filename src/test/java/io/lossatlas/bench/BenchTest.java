package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.SyntheticImages;
import io.lossatlas.train.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final LabelledImages IMAGES = SyntheticImages.draw(Bench.IMAGES, 8, 1);
    private static final BenchCase EVAL = new BenchCase(Task.EVAL, 4, Wiring.SKIP, 2);

    private final List<String> progress = new ArrayList<>();

    @Test
    void aRowIsWhatWasMeasuredOfOneEngineAtOneCase() {
        BenchRow row = run(EVAL, Optional.empty());
        assertThat(row.bench()).isEqualTo(EVAL);
        assertThat(row.engine()).isEqualTo(EngineKind.SIMD);
        assertThat(row.operations()).isEqualTo(2 * (9 * 64 * (2 + 2 * 2 * 2) + 10 * 2));
        assertThat(row.rate().median()).isBetween(row.rate().least(), row.rate().most());
        assertThat(row.peer()).isEmpty();
        assertThat(row.note()).isEmpty();
        assertThat(progress)
                .startsWith(
                        "1/1 eval d4-skip-w2, warming up: 0:00 left", "1/1 eval d4-skip-w2, round 1 of 3: 0:00 left");
    }

    @Test
    void aPeerThatGivesTheSameLossIsPutBeside() {
        double loss = lossOf(EVAL);
        try (Peer peer = Peer.start(FakePeer.withLosses(loss * 1.00005))) {
            BenchRow row = run(EVAL, Optional.of(peer));
            assertThat(row.note()).isEmpty();
            assertThat(row.lossDifference()).isCloseTo(5e-5, within(1e-6));
            assertThat(row.peer().orElseThrow().rate()).isEqualTo(new Samples(100, 100, 100));
            assertThat(row.peer().orElseThrow().description()).startsWith("PyTorch 0.0-fake (python3 ");
            assertThat(row.peer().orElseThrow().description()).endsWith("), batch 16, faked");
            assertThat(row.ratio()).isEqualTo(row.rate().median() / 100);
        }
    }

    @Test
    void aPeerThatGivesAnotherLossIsNot() {
        double loss = lossOf(EVAL) * 1.001;
        try (Peer peer = Peer.start(FakePeer.withLosses(loss))) {
            BenchRow row = run(EVAL, Optional.of(peer));
            assertThat(row.peer()).isEmpty();
            assertThat(row.note())
                    .startsWith("eval d4-skip-w2 simd: the peer gives loss [" + loss + "] where ours is [");
        }
    }

    @Test
    void inTrainingTheLossAfterAnUpdateCountsToo() {
        BenchCase train = new BenchCase(Task.TRAIN, 4, Wiring.PLAIN, 2);
        try (Peer peer = Peer.start(FakePeer.withLosses(2.3))) {
            BenchRow row = run(train, Optional.of(peer));
            assertThat(row.operations()).isEqualTo(3 * 2 * (9 * 64 * (2 + 2 * 2 * 2) + 10 * 2));
            assertThat(row.peer()).isEmpty();
            assertThat(row.note()).isEqualTo("train d4-plain-w2 simd: the peer gives expected 2 losses, found 1");
        }
    }

    @Test
    void aPeerThatFailsLeavesTheEnginesToThemselves() {
        String line = "import sys\nfor n, line in enumerate(sys.stdin):\n"
                + " if n == 2: sys.exit('out of memory')\n print('{}', flush=True)";
        try (Peer peer = Peer.start(FakePeer.python(line))) {
            BenchRow row = run(EVAL, Optional.of(peer));
            assertThat(row.rate().median()).isPositive();
            assertThat(row.peer()).isEmpty();
            assertThat(row.note()).isEqualTo("eval d4-skip-w2: peer python3: ended with exit code 1: out of memory");
            assertThat(peer.isAlive()).isFalse();
        }
    }

    @Test
    void aPeerWithoutTorchIsNoPeer() {
        assertThatThrownBy(() -> Peer.start(FakePeer.python("import no_such_torch")))
                .isInstanceOf(PeerException.class)
                .hasMessage("peer python3: ended with exit code 1: ModuleNotFoundError:"
                        + " No module named 'no_such_torch'");
    }

    private BenchRow run(BenchCase bench, Optional<Peer> peer) {
        BenchSettings settings = new BenchSettings(
                List.of(bench.task()),
                List.of(bench.depth()),
                List.of(bench.wiring()),
                List.of(bench.width()),
                List.of(EngineKind.SIMD),
                0.1);
        List<BenchRow> rows = new Bench(settings, IMAGES, peer, progress::add).run();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static double lossOf(BenchCase bench) {
        Engine engine = Engines.of(EngineKind.SIMD, bench.variant(), new ImageShape(1, 8, 8), 10);
        Subject subject = new Subject(bench, SubjectWeights.draw(engine, IMAGES), IMAGES);
        try (EvaluationContestant contestant = new EvaluationContestant(engine, subject)) {
            return contestant.losses()[0];
        }
    }
}
