package io.lossatlas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.cli.Cli;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers that die, disks that lie and two drivers at once: the command goes on from what is published. */
@Tag("fault")
class RecoveryTest {
    private static final String CONF = "src/test/resources/cluster/tiny.conf";
    private static final int KILLED = 137;
    private static final int TERMINATED = 143;
    private static Map<Table, List<String>> clean;

    @TempDir
    private static Path cleanFolder;

    @TempDir
    private Path folder;

    private int runs;

    @BeforeAll
    static void runWithoutFaults() {
        Path run = cleanFolder.resolve("run");
        Cli.complete(CONF, run.toString());
        clean = Tables.of(run);
    }

    @Test
    void aDriverThatDiesInAPublicationLeavesTheOldStateOrTheNewOne() throws Exception {
        // The publications of a run: it begins, two stages are described, what may be left of a training is dropped;
        // training,
        // directions, losses, surface, outcome.
        long published = afterDeath(0, 4, "-Dlossatlas.test.crash-at=BEFORE_MANIFEST:5");
        published = afterDeath(published, 5, "-Dlossatlas.test.crash-at=MANIFEST_BESIDE:6");
        published = afterDeath(
                published, 4, "-Dspark.sql.sources.commitProtocolClass=" + HaltingCommitProtocol.class.getName());
        published = afterDeath(published, 4, "-Dlossatlas.test.crash-at=AFTER_MANIFEST:4");
        afterDeath(published, 3, "-Dlossatlas.test.crash-at=FILES_MOVED:1");

        String output = complete();

        assertThat(output).doesNotContain("train d4").contains("0 of 12 points to compute");
        assertThat(Tables.of(run())).isEqualTo(clean);
        assertThat(run().resolve("_staging")).isEmptyDirectory();
        assertThat(run().resolve("_lock")).doesNotExist();
    }

    @Test
    void filesThatAreTruncatedEmptiedOrFlippedAreNamedAndMadeAnew() throws Exception {
        complete();
        List<String> damaged = new ArrayList<>();
        for (Table table : List.of(Table.LOSSES, Table.SURFACE, Table.DIRECTIONS)) {
            String path = manifest().files(table).get(0).path();
            damaged.add(path);
            Path file = run().resolve(path);
            byte[] content = Files.readAllBytes(file);
            switch (table) {
                case LOSSES -> Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
                case SURFACE -> Files.write(file, new byte[0]);
                default -> {
                    content[content.length / 2] ^= 4;
                    Files.write(file, content);
                }
            }
        }

        String output = complete();

        assertThat(output)
                .contains(damaged)
                .contains("12 of 12 points to compute")
                .doesNotContain("train d4");
        assertThat(Tables.of(run())).isEqualTo(clean);
    }

    @Test
    void aModelFileThatIsGoneIsMadeAnew() throws Exception {
        complete();
        Path model = run().resolve("models/d4-skip-w8-s1-lr0.05.zip");
        byte[] before = Files.readAllBytes(model);
        Files.delete(model);

        assertThat(complete()).contains("train d4").doesNotContain("points to compute");

        assertThat(model).hasBinaryContent(before);
        assertThat(Tables.of(run())).isEqualTo(clean);
    }

    @Test
    void ofTwoDriversOneIsRefusedAndSigtermLeavesAStateToGoOnFrom() throws Exception {
        String[] large = {"--set", "surface.x.points=1001", "--set", "surface.y.points=1001"};
        try (Jvm first = start(List.of(), large)) {
            first.awaitOutput("trained in");

            try (Jvm second = start(List.of(), large)) {
                assertThat(second.end()).as(second::toString).isEqualTo(2);
                assertThat(second.output())
                        .contains("another run works on it: process %d on "
                                .formatted(first.process().pid()))
                        .contains(", started 2");
            }

            first.process().destroy();
            assertThat(first.end()).as(first::toString).isEqualTo(TERMINATED);
        }
        assertThat(run().resolve("_lock")).doesNotExist();
        assertNamedFilesAreIntact();
        assertThat(manifest().variants()).hasSize(1);
    }

    @Test
    void aFullDiskFailsTheRunAndRoomLetsItGoOn() throws Exception {
        Path disk = Files.createDirectories(run());
        org.junit.jupiter.api.Assumptions.assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", disk.toString()), "may mount a small disk");
        try {
            try (Jvm starved = start(List.of())) {
                assertThat(starved.end()).as(starved::toString).isEqualTo(1);
                assertThat(starved.output()).contains("No space left on device");
            }
            assertNamedFilesAreIntact();
            assertThat(command("mount", "-o", "remount,size=64m", disk.toString()))
                    .isTrue();

            complete();

            assertThat(Tables.of(run())).isEqualTo(clean);
        } finally {
            command("umount", disk.toString());
        }
    }

    @Test
    void aFullDiskWhileThePageIsWrittenNamesTheFileAndRoomLetsItGoOn() throws Exception {
        Path disk = Files.createDirectories(run());
        org.junit.jupiter.api.Assumptions.assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()), "may mount a small disk");
        try {
            complete();
            byte[] page = Files.readAllBytes(disk.resolve("report.html"));
            Files.delete(disk.resolve("report.html"));
            long used = Files.getFileStore(disk).getTotalSpace()
                    - Files.getFileStore(disk).getUsableSpace();
            assertThat(command("mount", "-o", "remount,size=%d".formatted(used + page.length / 2), disk.toString()))
                    .isTrue();

            try (Jvm starved = start(List.of())) {
                assertThat(starved.end()).as(starved::toString).isEqualTo(1);
                assertThat(starved.output())
                        .contains("report.html: cannot be published", "No space left on device", "make room")
                        .doesNotContain("\tat ");
            }
            assertThat(command("mount", "-o", "remount,size=64m", disk.toString()))
                    .isTrue();
            complete();

            assertThat(Tables.of(run())).isEqualTo(clean);
            assertThat(disk.resolve("report.html")).exists();
        } finally {
            command("umount", disk.toString());
        }
    }

    /** Runs with a deadly option; gives the number of the publication that holds then. */
    private long afterDeath(long published, int further, String option) throws Exception {
        try (Jvm driver = start(List.of(option))) {
            assertThat(driver.end()).as(driver::toString).isEqualTo(KILLED);
        }
        assertThat(manifest().publication()).as(option).isEqualTo(published + further);
        assertNamedFilesAreIntact();
        return published + further;
    }

    /** Runs to the end, in this process; gives what it has written. */
    private String complete() throws Exception {
        String output = Cli.complete(CONF, run().toString());
        assertNamedFilesAreIntact();
        return output;
    }

    private Jvm start(List<String> options, String... further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "-c", CONF, "-o", run().toString()));
        arguments.addAll(List.of(further));
        runs++;
        return Jvm.local(folder.resolve("log" + runs), options, arguments.toArray(String[]::new));
    }

    private Path run() {
        return folder.resolve("run");
    }

    private Manifest manifest() {
        return Run.read(RunFolder.at(run().toString(), new Configuration())).manifest();
    }

    private void assertNamedFilesAreIntact() throws Exception {
        for (List<FileRecord> files : manifest().tables().values()) {
            for (FileRecord file : files) {
                byte[] content = Files.readAllBytes(run().resolve(file.path()));
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                        .as(file.path())
                        .isEqualTo(file.sha256());
            }
        }
    }

    private static boolean command(String... words) throws Exception {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
