package io.lossatlas.cli.option;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.onnx.OnnxReader;
import io.lossatlas.onnx.open.OpenModel;
import io.lossatlas.onnx.open.OpenModelFile;
import io.lossatlas.onnx.open.OpenNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads ONNX files for the engine that is to compute them.
 *
 * @param files finds them
 * @param engine simd, or ONNX Runtime
 * @param images that the networks are to read
 * @param outputs number of their outputs
 * @param loss what is computed of them
 */
record OnnxFiles(NetworkFiles files, EngineKind engine, ImageShape images, int outputs, LossKind loss) {
    private static final String OTHERWISE = "surface.engine = onnxruntime";

    /** Those of a configuration's engine and loss, for networks that read these images. */
    static OnnxFiles of(RunConfig config, LabelledImages images, NetworkFiles files) {
        return new OnnxFiles(
                files,
                config.surface().engine(),
                images.shape(),
                images.outputs(),
                config.surface().loss());
    }

    /**
     * What a file holds.
     *
     * @param graph where the meaning of its operations is known
     * @param model for ONNX Runtime, absent for simd
     */
    record Content(Optional<Graph> graph, Optional<OpenModel> model, Weights weights, long opset, List<String> notes) {}

    /**
     * Reads a file.
     *
     * @throws RefusedException naming file and node, what was expected and what was found
     */
    Content read(String file) {
        return files.local(file, engine == EngineKind.ONNXRUNTIME ? this::model : this::graph);
    }

    private TensorShape example() {
        return TensorShape.of(images.channels(), images.height(), images.width());
    }

    private Content graph(Path path) {
        try {
            return content(OnnxReader.read(path, example(), loss), Optional.empty());
        } catch (RefusedException e) {
            throw hinted(e, path);
        }
    }

    private static Content content(OnnxNetwork read, Optional<OpenModel> model) {
        return new Content(Optional.of(read.graph()), model, read.weights(), read.opset(), read.notes());
    }

    /** A refusal that names the other engine, where that could compute the file. */
    private RefusedException hinted(RefusedException e, Path path) {
        if (e.getMessage().contains(OTHERWISE)) {
            return e;
        }
        try {
            OpenModelFile.network(path, example(), outputs, loss);
        } catch (RefusedException of) {
            return e;
        }
        return otherwise(e.getMessage(), e);
    }

    /** A refusal of what ONNX Runtime may compute. */
    static RefusedException otherwise(String why, Exception cause) {
        return new RefusedException("%s; %s may compute it".formatted(why, OTHERWISE), cause);
    }

    /** The layout is the one that simd has, wherever that reads the file. */
    private Content model(Path path) {
        OnnxNetwork read;
        try {
            read = OnnxReader.read(path, example(), loss);
        } catch (RefusedException e) {
            return unknown(path, e);
        }
        OpenModel model = OpenModelFile.model(path, example(), read.graph().layout(), read.logits());
        return content(read, Optional.of(model));
    }

    private Content unknown(Path path, RefusedException why) {
        OpenNetwork read = OpenModelFile.network(path, example(), outputs, loss);
        List<String> notes = new ArrayList<>(read.notes());
        notes.add("ONNX Runtime alone computes it: " + why.getMessage());
        return new Content(Optional.empty(), Optional.of(read.model()), read.weights(), read.opset(), notes);
    }
}
