package io.lossatlas.train;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
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

    /** Images {@code [examples][1][height][width]}, normalised, and one-hot labels {@code [examples][10]}. */
    @Override
    public DataSet call(int[] examples) {
        Dl4jRuntime.prepareTask();
        LabelledImages images = data.value().train();
        int pixels = images.pixelsPerImage();
        float[] inputs = new float[examples.length * pixels];
        float[] oneHot = new float[examples.length * LabelledImages.CLASSES];
        for (int n = 0; n < examples.length; n++) {
            int from = examples[n] * pixels;
            for (int p = 0; p < pixels; p++) {
                inputs[n * pixels + p] = Normalisation.input(images.pixels()[from + p]);
            }
            oneHot[n * LabelledImages.CLASSES + images.label(examples[n])] = 1;
        }
        INDArray features = Nd4j.create(inputs, new long[] {examples.length, 1, images.height(), images.width()}, 'c');
        INDArray labels = Nd4j.create(oneHot, new long[] {examples.length, LabelledImages.CLASSES}, 'c');
        return new DataSet(features, labels);
    }
}
