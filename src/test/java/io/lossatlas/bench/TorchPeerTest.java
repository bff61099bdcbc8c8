package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.SyntheticImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The peer's script itself, where an interpreter has torch. */
class TorchPeerTest {
    private static final LabelledImages IMAGES = SyntheticImages.draw(Bench.IMAGES, 8, 1);

    @Test
    void pyTorchGivesTheLossesOfBothEnginesAtEveryKindOfNetwork() {
        BenchSettings settings = new BenchSettings(
                List.of(Task.values()),
                List.of(4, 10),
                List.of(Wiring.values()),
                List.of(3),
                List.of(EngineKind.SIMD, EngineKind.DL4J),
                0.2);
        try (Peer peer = peer()) {
            List<BenchRow> rows = new Bench(settings, IMAGES, Optional.of(peer), line -> {}).run();
            assertThat(rows).hasSize(16).allSatisfy(row -> {
                assertThat(row.note()).isEmpty();
                assertThat(row.lossDifference()).isLessThan(1e-5);
            });
        }
    }

    private static Peer peer() {
        List<String> reasons = new ArrayList<>();
        for (String interpreter : List.of("python3", "/usr/bin/python3")) {
            try {
                return Peer.start(List.of(interpreter));
            } catch (PeerException e) {
                reasons.add(e.getMessage());
            }
        }
        return abort("no interpreter here has torch: " + reasons);
    }
}
