package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import io.lossatlas.bench.peer.FakePeer;
import io.lossatlas.bench.peer.Peer;
import io.lossatlas.bench.peer.PeerException;
import io.lossatlas.bench.peer.PeerKind;
import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.bench.subject.NetworkCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Networks of ONNX files beside ONNX Runtime, and the peer's script itself, where an interpreter has onnxruntime. */
class NetworkBenchTest {
    private static final BenchCase NETWORK = network("resnet-b-script");

    @Test
    void aPeerThatGivesTheSameLossIsPutBeside() {
        double loss = BenchTest.lossOf(NETWORK);
        try (Peer peer = Peer.start(PeerKind.ONNX_RUNTIME, FakePeer.withLosses(loss * 1.00005))) {
            BenchRow row = row(peer);
            assertThat(row.note()).isEmpty();
            assertThat(row.lossDifference()).isCloseTo(5e-5, within(1e-6));
            assertThat(row.peers()).hasSize(1);
            assertThat(row.fastestPeer().orElseThrow().description())
                    .startsWith("ONNX Runtime 0.1-fake (python3 ")
                    .endsWith("), batch 16, faked");
            assertThat(row.fastestRatio())
                    .isEqualTo(row.ratio())
                    .isEqualTo(row.rate().median() / 100);
            assertThat(row.compileSeconds()).isPositive();
            assertThat(row.loadSeconds()).isPositive();
        }
    }

    @Test
    void aPeerThatGivesAnotherLossIsNotAndTheOtherStays() {
        double loss = BenchTest.lossOf(NETWORK);
        try (Peer wrong = Peer.start(PeerKind.ONNX_RUNTIME, FakePeer.withLosses(loss * 1.001));
                Peer right = Peer.start(PeerKind.ONNX_RUNTIME, FakePeer.withLosses(loss))) {
            BenchRow row = row(wrong, right);
            assertThat(row.peers()).hasSize(1);
            assertThat(row.lossDifference()).isCloseTo(1e-3, within(1e-8));
            assertThat(row.note())
                    .isEqualTo("eval resnet-b-script simd: the peer gives loss [%s] where ours is [%s]"
                            .formatted(loss * 1.001, loss));
        }
    }

    @Test
    void pyTorchIsNoPeerOfAFile() {
        try (Peer peer = Peer.start(PeerKind.PYTORCH, FakePeer.withLosses(1))) {
            BenchRow row = row(peer);
            assertThat(row.peers()).isEmpty();
            assertThat(row.note()).isEmpty();
            assertThat(peer.isAlive()).isTrue();
        }
    }

    /** Float32 against float32 of another order: 1e-5 relative in networks of a few layers. */
    @Test
    void onnxRuntimeGivesTheLossOfEveryKindOfFile() {
        List<BenchCase> cases = Stream.of(
                        "resnet-b-script", "resnet-b-fixed", "mlp-script", "vit-dynamo", "vit-fixed", "convnext-script")
                .map(NetworkBenchTest::network)
                .toList();
        try (Peer peer = onnxRuntime()) {
            assertThat(new Bench(cases, 0.2, List.of(peer), line -> {}).run())
                    .hasSameSizeAs(cases)
                    .allSatisfy(row -> {
                        assertThat(row.note()).isEmpty();
                        assertThat(row.lossDifference()).isLessThan(1e-5);
                        assertThat(row.fastestPeer().orElseThrow().description())
                                .startsWith("ONNX Runtime ")
                                .containsPattern("batch \\d+, all graph optimizations$");
                    });
        }
    }

    private static Peer onnxRuntime() {
        List<String> reasons = new ArrayList<>();
        for (String interpreter : List.of("python3", "/usr/bin/python3")) {
            try {
                return Peer.start(PeerKind.ONNX_RUNTIME, List.of(interpreter));
            } catch (PeerException e) {
                reasons.add(e.getMessage());
            }
        }
        return abort("no interpreter here has onnxruntime: " + reasons);
    }

    private static BenchCase network(String name) {
        return NetworkCase.read(
                name, Path.of("src/test/resources/io/lossatlas/onnx/%s.onnx".formatted(name)), Optional.empty());
    }

    private static BenchRow row(Peer... peers) {
        List<BenchRow> rows = new Bench(List.of(NETWORK), 0.1, List.of(peers), line -> {}).run();
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }
}
