package io.lossatlas.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An exception in the words of its causes. */
final class Failure {
    private Failure() {}

    /** The first lines of the messages from the outermost to the root cause, repeats left out. */
    static String describe(Throwable error) {
        List<String> lines = new ArrayList<>();
        Set<Throwable> seen = new LinkedHashSet<>();
        for (Throwable each = error; each != null && seen.add(each); each = each.getCause()) {
            String line = line(each);
            if (lines.stream().noneMatch(earlier -> earlier.contains(line))) {
                lines.add(line);
            }
        }
        return String.join("\n  caused by: ", lines) + advice(seen);
    }

    private static boolean isFullDisk(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return message.contains("No space left on device")
                || (message.contains("quota") && message.contains("exceeded"));
    }

    private static String line(Throwable error) {
        String message = error.getMessage() == null
                ? error.getClass().getName()
                : error.getMessage().lines().findFirst().orElse("");
        return error instanceof Error ? error.getClass().getSimpleName() + ": " + message : message;
    }

    private static String advice(Set<Throwable> causes) {
        if (causes.stream().anyMatch(Failure::isFullDisk)) {
            return "\n  A disk or a quota is full: make room where the run lies (--output) and where temporary files do "
                    + "(java.io.tmpdir, spark.local.dir).";
        }
        boolean memory = causes.stream()
                .anyMatch(each -> each instanceof OutOfMemoryError
                        || String.valueOf(each.getMessage()).contains("OutOfMemoryError"));
        return memory
                ? "\n  The heap was too small: raise it by JAVA_OPTS=-Xmx8g (local.sh), or by spark.driver.memory and "
                        + "spark.executor.memory; for the dl4j engine's own memory raise "
                        + "org.bytedeco.javacpp.maxbytes and spark.executor.memoryOverhead."
                : "";
    }
}
