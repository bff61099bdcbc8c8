package io.lossatlas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.cli.Cli;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.RunLock;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real command with its output on HDFS: publication, resume and lock. */
@Tag("cluster")
@Tag("fault")
class HdfsTest {
    private static final String CONF = "src/test/resources/cluster/tiny.conf";
    private static final int KILLED = 137;

    @TempDir
    private Path folder;

    @Test
    void aRunOnHdfsIsLockedPublishedAndGoneOnWith() throws Exception {
        Configuration hadoop = new Configuration();
        hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("dfs").toString());
        try (MiniDFSCluster dfs =
                new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build()) {
            dfs.waitActive();
            String uri = dfs.getFileSystem().getUri() + "/atlas/run";
            RunFolder run = RunFolder.at(uri, new Configuration());

            try (Jvm dying = start("dying", uri, "-Dlossatlas.test.crash-at=MANIFEST_BESIDE:6")) {
                assertThat(dying.end()).as(dying::toString).isEqualTo(KILLED);
            }
            assertThat(Run.read(run).manifest().publication()).isEqualTo(5);

            try (RunLock lock = RunLock.acquire(run, unheard -> {});
                    Jvm second = start("second", uri)) {
                assertThat(second.end()).as(second::toString).isEqualTo(2);
                assertThat(second.output())
                        .contains("another run works on it: process %d on "
                                .formatted(ProcessHandle.current().pid()));
                lock.requireHeld();
            }

            assertThat(Cli.complete(CONF, uri)).doesNotContain("train d4");
            assertThat(Cli.complete(CONF, folder.resolve("alone").toString())).contains("train d4");
            FileSystem fs = dfs.getFileSystem();
            assertThat(fs.exists(new org.apache.hadoop.fs.Path(uri, "_lock"))).isFalse();
            fs.copyToLocalFile(
                    new org.apache.hadoop.fs.Path(uri),
                    new org.apache.hadoop.fs.Path(folder.resolve("copy").toUri()));
        }

        assertThat(Tables.of(folder.resolve("copy"))).isEqualTo(Tables.of(folder.resolve("alone")));
    }

    private Jvm start(String name, String output, String... options) throws Exception {
        return Jvm.local(folder.resolve(name + ".log"), List.of(options), "run", "-c", CONF, "-o", output);
    }
}
