package io.lossatlas.config;

/** Which implementation computes forward and backward passes. */
public enum EngineKind implements Named {
    /** LossAtlas' own kernels, bit-identical on every CPU. */
    SIMD("simd"),
    /** Deeplearning4j's {@code ComputationGraph}, the reference. */
    DL4J("dl4j"),
    /** ONNX Runtime, for networks of ONNX files; evaluates alone. */
    ONNXRUNTIME("onnxruntime");

    private final String text;

    EngineKind(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
