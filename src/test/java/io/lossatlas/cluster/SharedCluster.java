package io.lossatlas.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one cluster of the whole build: it authenticates, logs events, and starts with the first test. */
public final class SharedCluster implements ParameterResolver {
    /** What its processes authenticate with; no text that a run leaves behind may hold it. */
    static final String SECRET = "canary-of-the-cluster-7f3a";

    /** What all tests share. */
    private record Shared(StandaloneCluster cluster, SparkHome home) implements AutoCloseable {
        @Override
        public void close() {
            cluster.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == StandaloneCluster.class || type == SparkHome.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedCluster.class))
                .getOrComputeIfAbsent(SharedCluster.class, type -> start(), Shared.class);
        return parameter.getParameter().getType() == SparkHome.class ? shared.home : shared.cluster;
    }

    private static Shared start() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "cluster").toAbsolutePath());
            Path fresh = Files.createTempDirectory(folder, "shared-");
            SparkHome home = SparkHome.in(fresh.resolve("spark"), settings(fresh));
            return new Shared(StandaloneCluster.start(home, fresh), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path folder) throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("spark.authenticate", "true");
        settings.put("spark.authenticate.secret", SECRET);
        settings.put("spark.driver.host", "127.0.0.1");
        settings.put("spark.executor.memory", "512m");
        settings.put("spark.executor.extraJavaOptions", "-XX:+UseSerialGC " + Jvm.QUICK_COMPILER);
        settings.put("spark.eventLog.enabled", "true");
        settings.put(
                "spark.eventLog.dir",
                Files.createDirectories(folder.resolve("events")).toUri().toString());
        settings.put("spark.local.dir", folder.resolve("scratch").toString());
        settings.put("spark.ui.port", "0");
        return settings;
    }
}
