package io.lossatlas.runtime;

import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.onnx.open.OpenModel;
import java.io.Serial;

/**
 * ONNX Runtime's CPU kernels on a model of a file, one thread each. It travels as the model without its parameters. Bit-repeatable
 * on one kind of CPU, not across kinds; normalises with running statistics alone and does not train.
 */
public final class RuntimeEngine implements Engine {
    /** Name in configurations and manifests. */
    public static final String NAME = "onnxruntime";

    @Serial
    private static final long serialVersionUID = 1L;

    private final OpenModel model;
    private final int outputs;
    private final ExampleLoss loss;

    /**
     * An engine on a model, under cross-entropy.
     *
     * @param classes number of its logits
     */
    public RuntimeEngine(OpenModel model, int classes) {
        this(model, classes, ExampleLoss.CROSS_ENTROPY);
    }

    /**
     * An engine on a model.
     *
     * @param outputs number of its outputs
     * @param loss of evaluation
     */
    public RuntimeEngine(OpenModel model, int outputs, ExampleLoss loss) {
        this.model = model;
        this.outputs = outputs;
        this.loss = loss;
    }

    @Override
    public ParameterLayout layout() {
        return model.layout();
    }

    @Override
    public Evaluator evaluator() {
        RuntimeLibrary.require();
        return new RuntimeEvaluator(model, outputs, loss);
    }

    @Override
    public Trainer trainer(TrainerState start, TrainerSettings settings) {
        throw new UnsupportedOperationException("engine onnxruntime does not train");
    }

    @Override
    public String name() {
        return NAME;
    }
}
