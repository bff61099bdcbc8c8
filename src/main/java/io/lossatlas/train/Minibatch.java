package io.lossatlas.train;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jRuntime;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Makes DL4J's data sets of indices, on the executor that trains on them. */
final class Minibatch implements Function<int[], DataSet> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<TrainingData> data;

    Minibatch(Broadcast<TrainingData> data) {
        this.data = data;
    }

    /** Images {@code [examples][channels][height][width]}, normalised, and one-hot labels {@code [examples][classes]}. */
    @Override
    public DataSet call(int[] examples) {
        Dl4jRuntime.prepareTask();
        LabelledImages images = data.value().train();
        ImageShape shape = images.shape();
        float[] inputs = new float[examples.length * shape.size()];
        float[] oneHot = new float[examples.length * images.classes()];
        for (int n = 0; n < examples.length; n++) {
            images.inputs(examples[n], inputs, n * shape.size());
            oneHot[n * images.classes() + images.label(examples[n])] = 1;
        }
        long[] extents = {examples.length, shape.channels(), shape.height(), shape.width()};
        INDArray features = Nd4j.create(inputs, extents, 'c');
        INDArray labels = Nd4j.create(oneHot, new long[] {examples.length, images.classes()}, 'c');
        return new DataSet(features, labels);
    }
}
