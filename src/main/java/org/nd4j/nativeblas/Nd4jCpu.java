package org.nd4j.nativeblas;

/**
 * The name under which DL4J 1.0.0-M2 still looks for ND4J's CPU environment, which that release moved to
 * {@code org.nd4j.linalg.cpu.nativecpu.bindings}. {@code BaseMKLDNNHelper} reflects on it, and without it switches DL4J's
 * oneDNN layers off in silence: six times slower in training, ten in evaluation.
 */
public final class Nd4jCpu {
    private Nd4jCpu() {}

    /** The part of the environment that {@code BaseMKLDNNHelper} asks for. */
    public static final class Environment {
        private static final Environment INSTANCE = new Environment();

        private Environment() {}

        /** The one environment of the process. */
        public static Environment getInstance() {
            return INSTANCE;
        }

        /** Whether the native library was built with oneDNN and may use it. */
        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
