package io.lossatlas.dl4j;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A reusable native batch {@code float[count][channels][height][width]} of normalised images. */
final class ImageBatch {
    private final int count;
    private final ImageShape shape;
    private final float[] staged;
    private final INDArray array;

    ImageBatch(int count, ImageShape shape) {
        this.count = count;
        this.shape = shape;
        this.staged = new float[count * shape.size()];
        this.array = Nd4j.createUninitialized(
                DataType.FLOAT, new long[] {count, shape.channels(), shape.height(), shape.width()}, 'c');
    }

    /** Takes image {@code source(n)} as the n-th of the batch. */
    INDArray fill(LabelledImages images, IntUnaryOperator source) {
        if (!images.shape().equals(shape)) {
            throw new IllegalArgumentException("images of %s for a network of %s".formatted(images.shape(), shape));
        }
        for (int n = 0; n < count; n++) {
            images.inputs(source.applyAsInt(n), staged, n * shape.size());
        }
        array.data().asNioFloat().put(staged);
        return array;
    }
}
