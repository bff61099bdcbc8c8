package io.lossatlas.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.onnx.open.FilledModel;
import io.lossatlas.onnx.open.OpenModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Evaluates a model, a batch at a time, in a session of its own for each point: with weights as constants ONNX Runtime takes
 * normalisations into convolutions and lays weights out for its kernels. Every batch is full, the last one with images of 0, so that
 * an image's logits are those of the same kernels whatever its neighbours are.
 */
final class RuntimeEvaluator implements Evaluator {
    private final OrtEnvironment environment;
    private final OpenModel model;
    private final FilledModel filled;
    private final int outputs;
    private final ExampleLoss loss;
    private final int size;
    private final FloatBuffer images;
    private final float[] batch;
    private final float[] logits;
    private OnnxTensor input;
    private OrtSession session;

    RuntimeEvaluator(OpenModel model, int outputs, ExampleLoss loss) {
        this.loss = loss;
        this.environment = OrtEnvironment.getEnvironment();
        this.model = model;
        this.filled = FilledModel.of(model);
        this.outputs = outputs;
        this.size = Math.toIntExact(model.extents().stream().skip(1).reduce(1L, Math::multiplyExact));
        int values = Math.multiplyExact(model.batch(), size);
        this.images = ByteBuffer.allocateDirect(Math.multiplyExact(values, Float.BYTES))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        this.batch = new float[values];
        this.logits = new float[Math.multiplyExact(model.batch(), outputs)];
    }

    @Override
    public void load(float[] parameters) {
        if (parameters.length != model.layout().size()) {
            throw new IllegalArgumentException("%d parameters for a layout of %d"
                    .formatted(parameters.length, model.layout().size()));
        }
        close();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            session = environment.createSession(filled.fill(parameters), options);
            long[] extents = model.extents().stream().mapToLong(Long::longValue).toArray();
            input = OnnxTensor.createTensor(environment, images, extents);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static IllegalArgumentException failed(OrtException e) {
        String line = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
        return new IllegalArgumentException("ONNX Runtime: " + line, e);
    }

    @Override
    public void recalibrate(LabelledImages calibration) {
        throw new UnsupportedOperationException("engine onnxruntime has no statistics of batches");
    }

    @Override
    public void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct) {
        if (images.shape().size() != size || images.outputs() != outputs) {
            throw new IllegalArgumentException("images of %s and %d outputs for a model of %s and %d"
                    .formatted(images.shape(), images.outputs(), model.extents(), outputs));
        }
        for (int first = from; first < to; first += model.batch()) {
            int count = Math.min(model.batch(), to - first);
            run(images, first, count);
            for (int n = 0; n < count; n++) {
                losses[first - from + n] = loss.loss(logits, n * outputs, 1, images, first + n);
                correct[first - from + n] = loss.correct(logits, n * outputs, 1, images, first + n);
            }
        }
    }

    private void run(LabelledImages from, int first, int count) {
        for (int n = 0; n < count; n++) {
            from.inputs(first + n, batch, n * size);
        }
        Arrays.fill(batch, count * size, batch.length, 0);
        images.put(0, batch);
        try (OrtSession.Result result = session.run(Map.of(model.input(), input), Set.of(model.output()))) {
            OnnxTensor tensor = (OnnxTensor) result.get(0);
            requireLogits(tensor.getInfo());
            tensor.getFloatBuffer().get(logits);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private void requireLogits(TensorInfo found) {
        long[] expected = {model.batch(), outputs};
        if (!Arrays.equals(found.getShape(), expected)) {
            throw new IllegalArgumentException("expected logits %s of a batch, found %s"
                    .formatted(Arrays.toString(expected), Arrays.toString(found.getShape())));
        }
    }

    @Override
    public void close() {
        try {
            if (input != null) {
                input.close();
                input = null;
            }
            if (session != null) {
                session.close();
                session = null;
            }
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
