package io.lossatlas.train;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jRuntime;
import java.io.Serializable;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Makes DL4J's data sets of indices, on the executor that trains on them. */
final class Minibatch implements Function<Minibatch.Part, DataSet> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<TrainingData> data;
    private final Augmentation augmentation;

    Minibatch(Broadcast<TrainingData> data, Augmentation augmentation) {
        this.data = data;
        this.augmentation = augmentation;
    }

    /**
     * A worker's part of a minibatch.
     *
     * @param step of the update
     * @param first place of its first example in the minibatch
     * @param examples indices of the examples
     */
    record Part(int step, int first, int[] examples) implements Serializable {}

    /** Images {@code [examples][channels][height][width]}, normalised, and one-hot labels {@code [examples][classes]}. */
    @Override
    public DataSet call(Part part) {
        Dl4jRuntime.prepareTask();
        int count = part.examples().length;
        LabelledImages images = augmentation.images(data.value().train(), part.examples(), part.step(), part.first());
        ImageShape shape = images.shape();
        float[] inputs = new float[count * shape.size()];
        float[] oneHot = new float[count * images.classes()];
        for (int n = 0; n < count; n++) {
            images.inputs(n, inputs, n * shape.size());
            oneHot[n * images.classes() + images.label(n)] = 1;
        }
        long[] extents = {count, shape.channels(), shape.height(), shape.width()};
        INDArray features = Nd4j.create(inputs, extents, 'c');
        INDArray labels = Nd4j.create(oneHot, new long[] {count, images.classes()}, 'c');
        return new DataSet(features, labels);
    }
}
