package io.lossatlas.dl4j;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Trainer;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.engine.TrainerState;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.FamilyGraph;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;

/** Trains by {@code ComputationGraph.fit}, observed from within. */
final class Dl4jTrainer implements Trainer {
    private final Dl4jGraph graph;
    private final ParameterLayout layout;
    private final StepRate rate;
    private final StepObserver observer;
    private final ImageBatch batch;
    private final int classes;
    private final float[] oneHot;
    private final INDArray labels;

    private Dl4jTrainer(
            Dl4jGraph graph, ParameterLayout layout, StepRate rate, TrainerSettings settings, ImageBatch batch) {
        this.graph = graph;
        this.layout = layout;
        this.rate = rate;
        this.batch = batch;
        this.observer = new StepObserver(graph, layout, settings.batchSize());
        this.classes = layout.parameter(FamilyGraph.HEAD, Role.BIAS).size();
        this.oneHot = new float[settings.batchSize() * classes];
        this.labels = Nd4j.create(DataType.FLOAT, settings.batchSize(), classes);
    }

    static Dl4jTrainer of(
            String configuration,
            ParameterLayout layout,
            TrainerState start,
            TrainerSettings settings,
            ImageBatch batch) {
        StepRate rate = new StepRate();
        Dl4jGraph graph =
                Dl4jGraph.ofTraining(configuration, new Nesterovs(rate, settings.momentum()), settings.weightDecay());
        Dl4jTrainer trainer = new Dl4jTrainer(graph, layout, rate, settings, batch);
        graph.graph().setListeners(trainer.observer);
        graph.restore(start, layout);
        return trainer;
    }

    @Override
    public StepResult step(LabelledImages images, int[] minibatch, double learningRate) {
        if (minibatch.length * classes != oneHot.length) {
            throw new IllegalArgumentException(
                    "a minibatch of %d where all have %d".formatted(minibatch.length, oneHot.length / classes));
        }
        rate.become(learningRate);
        int[] wanted = new int[minibatch.length];
        Arrays.fill(oneHot, 0);
        for (int n = 0; n < minibatch.length; n++) {
            wanted[n] = images.label(minibatch[n]);
            oneHot[n * classes + wanted[n]] = 1;
        }
        labels.data().asNioFloat().put(oneHot);
        observer.expect(wanted);
        graph.graph().fit(new INDArray[] {batch.fill(images, n -> minibatch[n])}, new INDArray[] {labels});
        return observer.result();
    }

    @Override
    public double[] gradientNorms() {
        return observer.gradientNorms();
    }

    @Override
    public TrainerState state() {
        return graph.state(layout);
    }

    @Override
    public void close() {
        Dl4jRuntime.releaseThread();
    }
}
