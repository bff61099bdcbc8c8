package io.lossatlas.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A Java process of a test's own.
 *
 * @param process it
 * @param log what it wrote to standard output and standard error
 */
public record Jvm(Process process, Path log) implements AutoCloseable {
    /** What a slow machine may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(4);

    /**
     * Compiles quickly and no further: a process that ends after a few seconds of work spends half of them in the
     * optimizing compiler. Numbers are the same bits, which {@code SameBitsTest} shows.
     */
    static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Starts a process with the options that LossAtlas needs. */
    public static Jvm start(Path log, Map<String, String> environment, List<String> command) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("submit/jvm.options").toAbsolutePath(),
                "-XX:+UseSerialGC",
                QUICK_COMPILER));
        line.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().putAll(environment);
        return new Jvm(builder.start(), log);
    }

    /** Runs a command of LossAtlas on embedded Spark, with further options of the JVM before it. */
    public static Jvm local(Path log, List<String> options, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("-Xmx1g", "-Dspark.master=local[2]", "-Dspark.ui.enabled=false"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.lossatlas.cli.LossAtlas"));
        command.addAll(List.of(arguments));
        return start(log, Map.of(), command);
    }

    /** Waits for its end; gives the exit code. */
    public int end() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .describedAs("ends in time: %s", this)
                .isTrue();
        return process.exitValue();
    }

    /** What it has written so far. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Waits until it has written a text. */
    public void awaitOutput(String text) {
        Awaitility.await(text).atMost(PATIENCE).until(() -> output().contains(text));
    }

    /** Ends it as {@code kill -9} does. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return log + File.pathSeparator + "\n" + output();
    }
}
