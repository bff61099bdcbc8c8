package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.bench.peer.FakePeer;
import io.lossatlas.bench.peer.Peer;
import io.lossatlas.bench.peer.PeerException;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.bench.subject.FamilyCase;
import io.lossatlas.bench.subject.FamilyCases;
import io.lossatlas.bench.subject.Task;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.SyntheticImages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    private static final LabelledImages IMAGES = SyntheticImages.draw(BenchCase.IMAGES, 8, 1);
    private static final BenchCase EVAL = family(Task.EVAL, Wiring.SKIP);

    private final List<String> progress = new ArrayList<>();

    @Test
    void aRowIsWhatWasMeasuredOfOneEngineAtOneCase() {
        BenchRow row = run(EVAL);
        assertThat(row.bench()).isEqualTo(EVAL);
        assertThat(row.engine()).isEqualTo(EngineKind.SIMD);
        assertThat(row.operations()).isEqualTo(2 * (9 * 64 * (2 + 2 * 2 * 2) + 10 * 2));
        assertThat(row.rate().median()).isBetween(row.rate().least(), row.rate().most());
        assertThat(row.peers()).isEmpty();
        assertThat(row.note()).isEmpty();
        assertThat(row.compileSeconds()).isPositive();
        assertThat(row.loadSeconds()).isPositive();
        assertThat(progress)
                .startsWith(
                        "1/1 eval d4-skip-w2, warming up: 0:00 left", "1/1 eval d4-skip-w2, round 1 of 3: 0:00 left");
    }

    @Test
    void aPeerThatGivesTheSameLossIsPutBeside() {
        double loss = lossOf(EVAL);
        try (Peer peer = Peer.start(PeerKind.PYTORCH, FakePeer.withLosses(loss * 1.00005))) {
            BenchRow row = run(EVAL, peer);
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
        try (Peer peer = Peer.start(PeerKind.PYTORCH, FakePeer.withLosses(loss))) {
            BenchRow row = run(EVAL, peer);
            assertThat(row.peers()).isEmpty();
            assertThat(row.note())
                    .startsWith("eval d4-skip-w2 simd: the peer gives loss [" + loss + "] where ours is [");
        }
    }

    @Test
    void inTrainingTheLossAfterAnUpdateCountsToo() {
        BenchCase train = family(Task.TRAIN, Wiring.PLAIN);
        try (Peer peer = Peer.start(PeerKind.PYTORCH, FakePeer.withLosses(2.3))) {
            BenchRow row = run(train, peer);
            assertThat(row.operations()).isEqualTo(3 * 2 * (9 * 64 * (2 + 2 * 2 * 2) + 10 * 2));
            assertThat(row.peers()).isEmpty();
            assertThat(row.note()).isEqualTo("train d4-plain-w2 simd: the peer gives expected 2 losses, found 1");
        }
    }

    @Test
    void aPeerThatFailsLeavesTheEnginesToThemselves() {
        String line = "import sys\nfor n, line in enumerate(sys.stdin):\n"
                + " if n == 2: sys.exit('out of memory')\n print('{}', flush=True)";
        try (Peer peer = Peer.start(PeerKind.PYTORCH, FakePeer.python(line))) {
            BenchRow row = run(EVAL, peer);
            assertThat(row.rate().median()).isPositive();
            assertThat(row.peers()).isEmpty();
            assertThat(row.note()).isEqualTo("eval d4-skip-w2: peer python3: ended with exit code 1: out of memory");
            assertThat(peer.isAlive()).isFalse();
        }
    }

    @Test
    void aPeerWithoutTorchIsNoPeer() {
        assertThatThrownBy(() -> Peer.start(PeerKind.PYTORCH, FakePeer.python("import no_such_torch")))
                .isInstanceOf(PeerException.class)
                .hasMessage("peer python3: ended with exit code 1: ModuleNotFoundError:"
                        + " No module named 'no_such_torch'");
    }

    @Test
    void theCostliestCaseIsMeasuredFirst() {
        FamilyCases family = new FamilyCases(
                List.of(Task.EVAL, Task.TRAIN),
                List.of(10, 100),
                List.of(Wiring.PLAIN),
                List.of(8),
                List.of(EngineKind.SIMD));
        // Training is three forward passes, and depth 100 about fourteen times depth 10.
        assertThat(Bench.costliestFirst(family.on(SyntheticImages.draw(BenchCase.IMAGES, 28, 1))))
                .extracting(BenchCase::toString)
                .containsExactly(
                        "train d100-plain-w8", "eval d100-plain-w8", "train d10-plain-w8", "eval d10-plain-w8");
    }

    private static BenchCase family(Task task, Wiring wiring) {
        return new FamilyCase(task, 4, wiring, 2, List.of(EngineKind.SIMD), IMAGES);
    }

    private BenchRow run(BenchCase bench, Peer... peers) {
        List<BenchRow> rows = new Bench(List.of(bench), 0.1, List.of(peers), progress::add).run();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    static double lossOf(BenchCase bench) {
        Engine engine = bench.engine(EngineKind.SIMD);
        Subject subject = new Subject(bench, bench.weights(engine));
        try (EvaluationContestant contestant = new EvaluationContestant(engine, subject)) {
            return contestant.losses()[0];
        }
    }
}
