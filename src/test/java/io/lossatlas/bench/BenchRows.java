package io.lossatlas.bench;

import io.lossatlas.bench.BenchRow.PeerRate;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import java.util.Optional;

/** Rows with round numbers. */
final class BenchRows {
    private BenchRows() {}

    static BenchRow withPeer() {
        return new BenchRow(
                new BenchCase(Task.EVAL, 10, Wiring.SKIP, 8),
                EngineKind.SIMD,
                new Samples(15_000, 14_900, 15_200),
                6_000_000,
                Optional.of(new PeerRate("PyTorch 9 (python3), batch 64", new Samples(6_000, 5_900.5, 6_100))),
                new Samples(120, 119, 121),
                1.5e-7,
                "");
    }

    static BenchRow alone() {
        return new BenchRow(
                new BenchCase(Task.TRAIN, 100, Wiring.PLAIN, 16),
                EngineKind.DL4J,
                new Samples(12.5, 12.25, 12.75),
                1_000_000_000,
                Optional.empty(),
                new Samples(125, 119, 131),
                Double.NaN,
                "train d100-plain-w16: peer python3: ended with exit code 9");
    }
}
