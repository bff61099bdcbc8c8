package io.lossatlas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of a million points, 60 shards and 20 networks by a driver of 512 MB. */
class DryRunAtScaleTest {
    @TempDir
    private Path folder;

    @Test
    void aDriverOf512MegabytesPlansAMillionPoints() throws Exception {
        try (Jvm driver = Jvm.local(
                folder.resolve("log"),
                List.of("-Xmx512m"),
                "run",
                "--dry-run",
                "-o",
                folder.resolve("run").toString(),
                "--set",
                "surface.x.points=1001",
                "--set",
                "surface.y.points=1001",
                "--set",
                "surface.examples=60000",
                "--set",
                "data.shards=60",
                "--set",
                "sweep.depths=[10,20,30,40,50,60,70,80,90,100]",
                "--set",
                "sweep.skips=[plain,skip]")) {
            assertThat(driver.end()).as(driver::toString).isZero();

            assertThat(driver.output())
                    .contains("40 of 1,002,001 points (1001 x 1001), 60 shards of 60,000 examples in all")
                    .contains("about 960,000")
                    .contains("2,404,802,400 rows of losses")
                    .contains("a smaller data.shards makes fewer");
        }
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
