package io.lossatlas.runtime;

import ai.onnxruntime.OrtEnvironment;
import java.util.Optional;

/** ONNX Runtime's jar, which a class path may lack. */
public final class RuntimeLibrary {
    private static final String CLASS = "ai.onnxruntime.OrtEnvironment";
    private static final String JAR = "com.microsoft.onnxruntime:onnxruntime:1.22.0";

    private RuntimeLibrary() {}

    /** What keeps this JVM from running ONNX Runtime, naming the jar and how to add it; empty where nothing does. */
    public static Optional<String> obstacle() {
        return obstacle(RuntimeLibrary.class.getClassLoader()).or(RuntimeLibrary::nativeObstacle);
    }

    static Optional<String> obstacle(ClassLoader loader) {
        try {
            Class.forName(CLASS, false, loader);
            return Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.of(("engine = onnxruntime needs the jar %s, found none on the class path: add"
                            + " --packages %s to spark-submit, or --jars with the file (with submit/local.sh:"
                            + " EXTRA_CLASSPATH)")
                    .formatted(JAR, JAR));
        }
    }

    /** The jar holds native libraries of some platforms, and unpacks the one that it loads. */
    private static Optional<String> nativeObstacle() {
        try {
            version();
            return Optional.empty();
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Optional.of("engine = onnxruntime: its native library cannot be loaded on %s, %s: %s"
                    .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), cause.getMessage()));
        }
    }

    static void require() {
        obstacle().ifPresent(obstacle -> {
            throw new IllegalStateException(obstacle);
        });
    }

    /** The version of ONNX Runtime. */
    public static String version() {
        return OrtEnvironment.getEnvironment().getVersion();
    }
}
