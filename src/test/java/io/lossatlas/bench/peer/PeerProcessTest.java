package io.lossatlas.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProcessTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Map<String, Object> HELLO = Map.of("do", "hello");

    @TempDir
    private Path folder;

    @Test
    void aCommandIsALineOfJsonAndSoIsItsAnswer() {
        try (PeerProcess peer = start("import sys; [print(line, end='', flush=True) for line in sys.stdin]")) {
            assertThat(peer.ask(Map.of("do", "run\n\"now\""), LONG)).hasToString("{\"do\":\"run\\n\\\"now\\\"\"}");
            assertThat(peer.ask(Map.of("seconds", 0.25), LONG)).hasToString("{\"seconds\":0.25}");
            assertThat(peer.isAlive()).isTrue();
        }
    }

    @Test
    void anInterpreterThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PeerProcess.start(List.of("no-such-python"), folder))
                .isInstanceOf(PeerException.class)
                .hasMessageStartingWith("peer no-such-python: cannot be started: ")
                .hasMessageContaining("No such file");
    }

    @Test
    void aPeerThatEndsIsQuotedWithItsLastWords() {
        try (PeerProcess peer = start("raise ModuleNotFoundError(\"No module named 'torch'\")")) {
            assertThatThrownBy(() -> peer.ask(HELLO, LONG))
                    .isInstanceOf(PeerException.class)
                    .hasMessage("peer python3: ended with exit code 1: ModuleNotFoundError: No module named 'torch'");
        }
    }

    @Test
    void aPeerThatHangsIsEnded() {
        try (PeerProcess peer = start("import time; time.sleep(600)")) {
            assertThatThrownBy(() -> peer.ask(HELLO, Duration.ofMillis(1)))
                    .isInstanceOf(PeerException.class)
                    .hasMessage("peer python3: no answer to hello within 0 s");
        }
    }

    @Test
    void whatIsNotJsonIsQuoted() {
        try (PeerProcess peer = start("input(); print('Intel MKL warning'); input()")) {
            assertThatThrownBy(() -> peer.ask(HELLO, LONG))
                    .hasMessage("peer python3: expected a line of JSON, found: Intel MKL warning");
        }
    }

    @Test
    void anErrorOfThePeersIsPassedOn() {
        try (PeerProcess peer = start("input(); print('{\"error\": \"KeyError: 1\"}', flush=True); input()")) {
            assertThatThrownBy(() -> peer.ask(HELLO, LONG)).hasMessage("peer python3: KeyError: 1");
            assertThat(peer.isAlive()).isTrue();
        }
    }

    private PeerProcess start(String python) {
        return PeerProcess.start(FakePeer.python(python), folder);
    }
}
