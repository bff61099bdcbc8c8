package io.lossatlas.bench;

import io.lossatlas.bench.BenchRow.PeerRate;
import io.lossatlas.bench.subject.FamilyCase;
import io.lossatlas.bench.subject.NetworkCase;
import io.lossatlas.bench.subject.Task;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.engine.SyntheticImages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rows with round numbers. */
final class BenchRows {
    private BenchRows() {}

    static BenchRow withPeer() {
        return new BenchRow(
                family(Task.EVAL, 10, Wiring.SKIP, 8),
                EngineKind.SIMD,
                new Samples(15_000, 14_900, 15_200),
                6_000_000,
                List.of(new PeerRate("PyTorch 9 (python3), batch 64", new Samples(6_000, 5_900.5, 6_100))),
                new Samples(120, 119, 121),
                1.5e-7,
                "",
                0.0125,
                2.5e-5,
                Double.NaN);
    }

    static BenchRow alone() {
        return new BenchRow(
                family(Task.TRAIN, 100, Wiring.PLAIN, 16),
                EngineKind.DL4J,
                new Samples(12.5, 12.25, 12.75),
                1_000_000_000,
                List.of(),
                new Samples(125, 119, 131),
                Double.NaN,
                "train d100-plain-w16: peer python3: ended with exit code 9",
                1.5,
                Double.NaN,
                Double.NaN);
    }

    /** That of a file, beside two peers of which the second is the faster. */
    static BenchRow ofFile() {
        return new BenchRow(
                NetworkCase.read(
                        "resnet-b",
                        Path.of("src/test/resources/io/lossatlas/onnx/resnet-b-script.onnx"),
                        Optional.empty()),
                EngineKind.SIMD,
                new Samples(1_000, 990, 1_010),
                100_000_000,
                List.of(
                        new PeerRate("ONNX Runtime 1 (python3), batch 1", new Samples(500, 490, 510)),
                        new PeerRate("ONNX Runtime 2 (python3), batch 16", new Samples(800, 790, 810))),
                new Samples(125, 119, 131),
                2e-7,
                "",
                0.0521,
                0.00125,
                Double.NaN);
    }

    static BenchRow product() {
        return new BenchRow(
                family(Task.PRODUCT, 100, Wiring.PLAIN, 16),
                EngineKind.SIMD,
                new Samples(400, 390, 405),
                100_000_000,
                List.of(),
                new Samples(125, 119, 131),
                Double.NaN,
                "",
                0.25,
                Double.NaN,
                1_300);
    }

    private static FamilyCase family(Task task, int depth, Wiring wiring, int width) {
        return new FamilyCase(task, depth, wiring, width, List.of(EngineKind.SIMD), SyntheticImages.draw(1, 8, 1));
    }
}
