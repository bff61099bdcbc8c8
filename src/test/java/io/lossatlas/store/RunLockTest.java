package io.lossatlas.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.config.RefusedException;
import io.lossatlas.store.RunLock.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fault")
class RunLockTest {
    private static final LockOwner SELF = LockOwner.self();
    private static final LockOwner ELSEWHERE =
            new LockOwner("far.example", "another machine", 4711, "2020-02-02T02:02:02Z", "id-of-another");

    /** An owner who beats often, and one who waits long for that: what is alive is seen to be. */
    private static final Pace PATIENT = new Pace(Duration.ofMillis(20), Duration.ofSeconds(60), Duration.ofMillis(20));

    private static final Pace HASTY = new Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(20));

    @TempDir
    private Path temporary;

    private RunFolder folder;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void nameFolder() {
        folder = RunFolder.at(temporary.resolve("run").toString(), new Configuration());
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoWorks() {
        try (RunLock lock = acquire(SELF, PATIENT)) {
            lock.requireHeld();
            assertThatThrownBy(() -> acquire(SELF, PATIENT))
                    .isInstanceOf(RefusedException.class)
                    .hasMessage("output %s: another run works on it: process %d on %s, started %s"
                            .formatted(folder, SELF.pid(), SELF.host(), SELF.started()));
        }
    }

    @Test
    void nothingIsLeftOfALockThatWasGivenBack() {
        acquire(SELF, PATIENT).close();

        assertThat(temporary.resolve("run")).isEmptyDirectory();
        acquire(SELF, PATIENT).close();
    }

    @Test
    void theLockOfAProcessOfThisMachineThatEndedIsTakenOverAtOnce() throws Exception {
        Process ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("version").toFile())
                .start();
        ended.waitFor();
        leave(new LockOwner(SELF.host(), SELF.machine(), ended.pid(), SELF.started(), "id-of-the-dead"));

        acquire(SELF, PATIENT).close();

        assertThat(told).isEmpty();
    }

    @Test
    void aProcessThatHasTheNumberOfTheDeadIsNotTakenForIt() throws IOException {
        leave(new LockOwner(SELF.host(), SELF.machine(), SELF.pid(), "2001-01-01T01:01:01Z", "id-of-the-dead"));

        acquire(SELF, PATIENT).close();
    }

    @Test
    void anOwnerElsewhereThatBeatsIsAlive() {
        try (RunLock lock = acquire(ELSEWHERE, PATIENT)) {
            assertThatThrownBy(() -> acquire(SELF, PATIENT))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageEndingWith("process 4711 on far.example, started 2020-02-02T02:02:02Z");
            lock.requireHeld();
        }
    }

    @Test
    void anOwnerElsewhereThatDoesNotBeatIsDead() throws IOException {
        leave(ELSEWHERE);

        try (RunLock lock = acquire(SELF, HASTY)) {
            lock.requireHeld();
            assertThat(folder.fs().listStatus(folder.lock())).hasSize(1);
        }

        assertThat(told).singleElement().asString().contains("far.example", "looking for up to");
    }

    @Test
    void aLockThatIsHalfWrittenIsNobodysAfterAWhile() throws IOException {
        leave(ELSEWHERE);
        Files.writeString(temporary.resolve("run/_lock/00001.json"), "{\"host\": ");

        acquire(SELF, HASTY).close();
    }

    @Test
    void ofManyThatStartTogetherOneGetsTheLock() throws Exception {
        int contenders = 8;
        ExecutorService threads = Executors.newFixedThreadPool(contenders);
        try {
            List<Callable<RunLock>> attempts = new ArrayList<>();
            for (int n = 0; n < contenders; n++) {
                attempts.add(() -> RunLock.acquire(folder, LockOwner.self(), PATIENT, unheard -> {}));
            }
            List<RunLock> got = new ArrayList<>();
            for (Future<RunLock> attempt : threads.invokeAll(attempts)) {
                try {
                    got.add(attempt.get());
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).cause().isInstanceOf(RefusedException.class);
                }
            }
            assertThat(got).hasSize(1);
            got.get(0).close();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoLostTheLockPublishesNothing() throws IOException {
        try (RunLock lock = acquire(SELF, PATIENT)) {
            Run run = Run.open(lock, JsonNodeFactory.instance.objectNode(), Map.of());
            folder.fs().delete(folder.lock(), true);

            Awaitility.await().untilAsserted(() -> assertThatThrownBy(() -> run.commit(draft -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("taken over by another process"));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() {
        RunFolder nowhere = RunFolder.at("/proc/lossatlas/run", new Configuration());

        assertThatThrownBy(() -> RunLock.acquire(nowhere, told::add))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("output /proc/lossatlas/run: cannot be written");
    }

    private RunLock acquire(LockOwner owner, Pace pace) {
        return RunLock.acquire(folder, owner, pace, told::add);
    }

    private void leave(LockOwner owner) throws IOException {
        LockFiles files = new LockFiles(folder);
        assertThat(files.create(files.after(List.of(), owner), owner)).isTrue();
    }
}
