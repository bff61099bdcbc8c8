package io.lossatlas.cli.option;

import io.lossatlas.cli.option.OwnNetworkFile.Step;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.NetworkConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Secrets;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.SimdEngine;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.model.OwnNetwork;
import io.lossatlas.model.RuntimeNetwork;
import io.lossatlas.onnx.file.OnnxRefusal;
import io.lossatlas.onnx.open.OpenModel;
import io.lossatlas.runtime.RuntimeLibrary;
import io.lossatlas.runtime.RuntimeTrial;
import io.lossatlas.surface.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks the networks that a configuration brings along, before work. */
public final class OwnNetworks {
    /** A number that stands alone in the name of a file: {@code step200}, {@code resnet20-200}. */
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})(?!.*\\d)");

    private static final Pattern STEP = Pattern.compile("step[-_]?(\\d{1,9})(?!\\d)");
    private static final double MEGA = 1e6;

    private final RunConfig config;
    private final LabelledImages images;
    private final NetworkFiles files;
    private final OnnxFiles onnx;
    private final StepFiles weights;

    private OwnNetworks(RunConfig config, LabelledImages images, NetworkFiles files) {
        this.config = config;
        this.images = images;
        this.files = files;
        this.onnx = OnnxFiles.of(config, images, files);
        this.weights = new StepFiles(files, onnx);
    }

    /**
     * Reads graphs and weights; each file of weights is read once to check it, and again when it is asked for.
     *
     * @param images that the networks are to read
     * @throws RefusedException naming network and file, what was expected and what was found
     */
    public static List<OwnNetworkFile> read(RunConfig config, LabelledImages images, NetworkFiles files) {
        EngineKind engine = config.surface().engine();
        if (!config.networks().isEmpty() && engine == EngineKind.DL4J) {
            throw new RefusedException(
                    "surface.engine: expected simd or onnxruntime, since networks are brought along, found dl4j");
        }
        if (engine == EngineKind.ONNXRUNTIME) {
            RuntimeLibrary.obstacle().ifPresent(obstacle -> {
                throw new RefusedException(obstacle);
            });
        }
        OwnNetworks networks = new OwnNetworks(config, images, files);
        return config.networks().stream().map(networks::read).toList();
    }

    private OwnNetworkFile read(NetworkConfig of) {
        OnnxFiles.Content read = onnx.read(of.graph());
        String source = "network %s (%s)".formatted(of.name(), Secrets.mask(of.graph()));
        read.graph().ifPresent(graph -> requireOutputs(graph, source));
        List<String> notes = new ArrayList<>(read.notes());
        MappedNetwork network = mapped(of.name(), read, source, notes);
        ParameterLayout layout = read.weights().layout();
        SortedMap<Integer, Step> steps = new TreeMap<>();
        String file = NetworkFiles.name(of.graph());
        if (of.weights().isEmpty()) {
            String hash = StepFiles.hash(read.weights());
            steps.put(
                    0,
                    new Step(
                            file,
                            hash,
                            () -> StepFiles.unchanged(
                                    of.graph(), hash, onnx.read(of.graph()).weights())));
        }
        for (int place = 0; place < of.weights().size(); place++) {
            String given = of.weights().get(place);
            StepFiles.Found found = weights.read(given, layout);
            int step = found.step().isPresent()
                    ? found.step().getAsInt()
                    : step(given, place, of.weights().size());
            Step before = steps.put(
                    step,
                    new Step(
                            NetworkFiles.name(given),
                            found.sha256(),
                            () -> weights.again(given, layout, found.sha256())));
            if (before != null) {
                throw new RefusedException(
                        "network %s: weights: expected each step once, found step %d of %s and of %s; __metadata__.step or the file's last number tells it"
                                .formatted(of.name(), step, before.file(), NetworkFiles.name(given)));
            }
        }
        return new OwnNetworkFile(network, layout, file, files.sha256(of.graph()), read.opset(), notes, steps);
    }

    private MappedNetwork mapped(String name, OnnxFiles.Content read, String source, List<String> notes) {
        if (read.model().isPresent()) {
            return runtime(name, read, source, notes);
        }
        OwnNetwork network = new OwnNetwork(name, read.graph().orElseThrow());
        requireMappable(network, source, notes);
        return network;
    }

    /** Computed once here, before work: ONNX Runtime says of a model alone whether it can. */
    private MappedNetwork runtime(String name, OnnxFiles.Content read, String source, List<String> notes) {
        OpenModel model = read.model().orElseThrow();
        RuntimeTrial trial;
        try {
            trial = RuntimeTrial.run(model, read.weights().values(), images.shape(), images.outputs());
        } catch (IllegalArgumentException e) {
            throw OnnxRefusal.of(source, e.getMessage(), e);
        }
        if (read.graph().isPresent()) {
            return new RuntimeNetwork(name, model, read.graph().get().operations());
        }
        long operations = trial.operations(model.layout().size());
        notes.add(String.format(
                Locale.ROOT,
                "operations are unknown and estimated from the time of a batch: %.1f MFLOP an image",
                operations / MEGA));
        return new RuntimeNetwork(name, model, operations);
    }

    private void requireOutputs(Graph graph, String source) {
        if (!images.hasLabels() && graph.classes() != images.outputs()) {
            throw new RefusedException(
                    "%s: expected an output for each of the %d numbers of an example in y, found %d outputs"
                            .formatted(source, images.outputs(), graph.classes()));
        }
        if (graph.classes() != images.outputs()) {
            throw new RefusedException(
                    "%s: expected logits of the data's %d classes, found %d; data.classes sets another number"
                            .formatted(source, images.outputs(), graph.classes()));
        }
    }

    private void requireMappable(OwnNetwork network, String source, List<String> notes) {
        boolean recalibrates = config.surface().bn().contains(BnMode.RECALIBRATED);
        boolean normalises =
                network.graph().layout().parameters().stream().anyMatch(each -> each.role() == Role.BN_MEAN);
        if (recalibrates && !normalises) {
            throw new RefusedException(
                    ("%s: surface.bn: expected frozen, since the graph has no batch normalisation to recalibrate, found %s. "
                                    + "Set surface.bn=frozen; where the network has batch normalisation, its exporter folded it into the "
                                    + "convolutions: torch.onnx.export(..., training=TrainingMode.PRESERVE, do_constant_folding=False) keeps it")
                            .formatted(source, config.surface().bn().size() > 1 ? "both" : BnMode.RECALIBRATED.text()));
        }
        try {
            requireMemory(SimdEngine.compile(network.graph()), recalibrates, source, notes);
        } catch (IllegalArgumentException e) {
            throw OnnxFiles.otherwise("%s: %s".formatted(source, e.getMessage()), e);
        }
    }

    /** A task must fit in what one array holds and, on this machine, in this JVM's heap. */
    private void requireMemory(SimdEngine engine, boolean recalibrates, String source, List<String> notes) {
        int calibration = recalibrates ? RunPlan.calibration(BnMode.RECALIBRATED, images) : 0;
        EvaluationMemory memory = EvaluationMemory.of(engine, calibration, isLocal());
        memory.require(source, recalibrates ? "; surface.bn=frozen needs a fraction of it" : "");
        notes.add("activations take about %s a task%s"
                .formatted(memory.text(), recalibrates ? ", most of it to recalibrate batch normalisation" : ""));
    }

    private static boolean isLocal() {
        return System.getProperty("spark.master", "").startsWith("local");
    }

    /** The step of a file that does not say it: of one file alone only where its name speaks of a step. */
    private static int step(String file, int place, int count) {
        String name = NetworkConfig.nameOf(file);
        Matcher step = STEP.matcher(name);
        if (step.find()) {
            return Integer.parseInt(step.group(1));
        }
        Matcher number = NUMBER.matcher(name);
        return count > 1 && number.find() ? Integer.parseInt(number.group(1)) : place;
    }
}
