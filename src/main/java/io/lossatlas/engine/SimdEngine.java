package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.engine.step.Step;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.ParameterLayout;
import java.io.Serial;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Networks compiled to kernels in the JDK's Vector API, with the images of a batch in the lanes of the vectors. Java
 * defines every operation exactly, no image's arithmetic meets another's except in sums of fixed order, and so all numbers
 * are the same bits on every CPU. Compiled on the driver; what executors receive is the compiled form.
 */
public final class SimdEngine implements Engine {
    /** Name in configurations and manifests. */
    public static final String NAME = "simd";

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String MODULE = "jdk.incubator.vector";

    private final CompiledNetwork network;
    private final ExampleLoss loss;

    private SimdEngine(CompiledNetwork network, ExampleLoss loss) {
        this.network = network;
        this.loss = loss;
    }

    /**
     * Compiles a graph whose outputs are logits, under cross-entropy.
     *
     * @throws IllegalArgumentException naming a node that the engine cannot compile, and why
     */
    public static SimdEngine compile(Graph graph) {
        return compile(graph, ExampleLoss.CROSS_ENTROPY);
    }

    /**
     * Compiles a graph.
     *
     * @param loss of evaluation and training
     * @throws IllegalArgumentException naming a node that the engine cannot compile, and why
     */
    public static SimdEngine compile(Graph graph, ExampleLoss loss) {
        return new SimdEngine(Fusion.compile(graph), loss);
    }

    /** What keeps this JVM from running the kernels, naming the option to start Java with; empty where nothing does. */
    public static Optional<String> obstacle() {
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                ? Optional.empty()
                : Optional.of(("engine = simd needs the JDK's module %s: start every JVM, driver and executors,"
                                + " with --add-modules %s (on Spark: spark.driver.extraJavaOptions and"
                                + " spark.executor.extraJavaOptions), or choose engine = dl4j")
                        .formatted(MODULE, MODULE));
    }

    static void requireModule() {
        obstacle().ifPresent(obstacle -> {
            throw new IllegalStateException(obstacle);
        });
    }

    /** Floats that a vector of this JVM holds: 4, 8 or 16. No result depends on it. */
    public static int vectorLanes() {
        requireModule();
        return Lanes.count();
    }

    /** The operations that are computed together, like {@code Conv + BatchNorm + Relu}, and how often each such group is. */
    public SortedMap<String, Long> fused() {
        return network.steps().stream()
                .map(Step::together)
                .filter(parts -> !parts.isEmpty())
                .collect(
                        Collectors.groupingBy(parts -> String.join(" + ", parts), TreeMap::new, Collectors.counting()));
    }

    /**
     * Bytes of the activations that an evaluator holds, by far the most of its memory: of 16 images, and to recalibrate of all
     * images that statistics are taken from.
     *
     * @param calibration images that statistics are taken from; 0 where they stay as they are
     */
    public long evaluationBytes(int calibration) {
        long statistics = calibration == 0 ? 0 : Slots.statisticsFloats(network, Groups.count(calibration));
        return Float.BYTES * (Slots.evaluationFloats(network) + statistics);
    }

    @Override
    public ParameterLayout layout() {
        return network.layout();
    }

    @Override
    public Evaluator evaluator() {
        requireModule();
        return new SimdEvaluator(network, loss);
    }

    @Override
    public Trainer trainer(TrainerState start, TrainerSettings settings) {
        requireModule();
        return new SimdTrainer(network, loss, start, settings);
    }

    @Override
    public CurvatureProducts curvatureProducts() {
        requireModule();
        return new SimdCurvature(network, loss);
    }

    @Override
    public String name() {
        return NAME;
    }
}
