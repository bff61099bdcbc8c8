package io.lossatlas.bench.peer;

/** Programs that can be a peer. The script of each ships with LossAtlas. */
public enum PeerKind {
    /** Runs networks of the sweep's family, which its script builds. */
    PYTORCH("PyTorch", "torch", "peer.py", "--peer"),
    /** Runs ONNX files. */
    ONNX_RUNTIME("ONNX Runtime", "onnxruntime", "peer-onnx.py", "--peer-onnx");

    private final String title;
    private final String module;
    private final String script;
    private final String option;

    PeerKind(String title, String module, String script, String option) {
        this.title = title;
        this.module = module;
        this.script = script;
        this.option = option;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** The option that asks for it. */
    public String option() {
        return option;
    }

    /** The Python module that an interpreter needs; its version is in the answer to a greeting, under this name. */
    String module() {
        return module;
    }

    /** Name of its script, beside this class. */
    String script() {
        return script;
    }
}
