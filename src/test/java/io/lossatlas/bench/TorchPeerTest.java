package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lossatlas.bench.peer.Peer;
import io.lossatlas.bench.peer.PeerException;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.bench.subject.FamilyCases;
import io.lossatlas.bench.subject.Task;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.SyntheticImages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The peer's script itself, where an interpreter has torch. */
class TorchPeerTest {
    private static final LabelledImages IMAGES = SyntheticImages.draw(BenchCase.IMAGES, 8, 1);

    @Test
    void pyTorchGivesTheLossesOfBothEnginesAtEveryKindOfNetwork() {
        FamilyCases family = new FamilyCases(
                List.of(Task.values()),
                List.of(4, 10),
                List.of(Wiring.values()),
                List.of(3),
                List.of(EngineKind.SIMD, EngineKind.DL4J));
        try (Peer peer = peer()) {
            List<BenchRow> rows = new Bench(family.on(IMAGES), 0.2, List.of(peer), line -> {}).run();
            assertThat(rows).hasSize(20).allSatisfy(row -> {
                assertThat(row.note()).isEmpty();
                assertThat(row.lossDifference()).isLessThan(1e-5);
            });
        }
    }

    private static Peer peer() {
        List<String> reasons = new ArrayList<>();
        for (String interpreter : List.of("python3", "/usr/bin/python3")) {
            try {
                return Peer.start(PeerKind.PYTORCH, List.of(interpreter));
            } catch (PeerException e) {
                reasons.add(e.getMessage());
            }
        }
        return abort("no interpreter here has torch: " + reasons);
    }
}
