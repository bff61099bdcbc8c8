package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fault")
class FailureTest {
    @Test
    void exhaustedMemoryNamesTheSettingsToRaise() {
        Throwable heap = new IllegalStateException(
                "Job aborted", new IllegalStateException("OutOfMemoryError in a task: Java heap space"));

        assertThat(Failure.describe(heap))
                .contains("Java heap space")
                .contains("spark.executor.memory")
                .contains("spark.driver.memory");
    }

    @Test
    void exhaustedNativeMemoryNamesItsOwnSettings() {
        Throwable nativeMemory = new OutOfMemoryError("Physical memory usage is too high: 4g > 3g");

        assertThat(Failure.describe(nativeMemory))
                .contains("Physical memory usage is too high")
                .contains("org.bytedeco.javacpp.maxbytes")
                .contains("spark.executor.memoryOverhead");
    }

    @Test
    void aFullDiskSaysWhereRoomIsWanted() {
        Throwable full = new UncheckedIOException(
                "runs/a/report.html: cannot be published", new IOException("No space left on device"));

        assertThat(Failure.describe(full))
                .contains(
                        "runs/a/report.html: cannot be published",
                        "No space left on device",
                        "--output",
                        "java.io.tmpdir");
    }
}
