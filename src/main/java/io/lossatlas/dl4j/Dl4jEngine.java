package io.lossatlas.dl4j;

import io.lossatlas.data.ImageShape;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.model.Layouts;
import io.lossatlas.model.Networks;
import io.lossatlas.model.Networks.Head;
import io.lossatlas.model.Variant;
import java.io.Serial;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * DL4J's own forward and backward passes, with its oneDNN layers where the native library has them: the reference. It
 * travels as a configuration and a layout; native memory is taken where an evaluator or a trainer is made, by the thread
 * that makes it. Bit-repeatable on one kind of CPU, not across kinds.
 */
public final class Dl4jEngine implements Engine {
    @Serial
    private static final long serialVersionUID = 1L;

    static {
        Dl4jRuntime.prepareProcess();
    }

    private final String configuration;
    private final ParameterLayout layout;
    private final ImageShape images;
    private final ExampleLoss loss;

    private Dl4jEngine(ComputationGraphConfiguration configuration, ImageShape images, ExampleLoss loss) {
        this.loss = loss;
        this.configuration = configuration.toJson();
        this.layout = Layouts.of(configuration);
        this.images = images;
    }

    /** The network of a variant, under cross-entropy. */
    public static Dl4jEngine of(Variant variant, ImageShape images, int classes) {
        return of(variant, images, classes, ExampleLoss.CROSS_ENTROPY);
    }

    /**
     * The network of a variant.
     *
     * @param loss of evaluation; it trains by cross-entropy alone
     */
    public static Dl4jEngine of(Variant variant, ImageShape images, int classes, ExampleLoss loss) {
        return new Dl4jEngine(
                Networks.configuration(variant, images, classes, Head.LOGITS, new NoOp(), 0), images, loss);
    }

    /**
     * Any network whose head is {@link Networks#HEAD} and fed by {@link Networks#POOLED}. The configuration's updaters,
     * regularisation and head activation are replaced by what an evaluator or a trainer needs.
     */
    public static Dl4jEngine of(ComputationGraphConfiguration configuration, ImageShape images) {
        return new Dl4jEngine(configuration, images, ExampleLoss.CROSS_ENTROPY);
    }

    /** The network's definition as DL4J's JSON. */
    String configuration() {
        return configuration;
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    @Override
    public Evaluator evaluator() {
        return new Dl4jEvaluator(Dl4jGraph.ofLogits(configuration), layout, images, loss);
    }

    @Override
    public Trainer trainer(TrainerState start, TrainerSettings settings) {
        if (loss != ExampleLoss.CROSS_ENTROPY) {
            throw new UnsupportedOperationException("engine dl4j trains by cross-entropy alone");
        }
        return Dl4jTrainer.of(configuration, layout, start, settings, new ImageBatch(settings.batchSize(), images));
    }

    @Override
    public String name() {
        return "dl4j";
    }
}
