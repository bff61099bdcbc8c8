package io.lossatlas.dl4j;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Normalisation;
import java.util.function.IntUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A reusable native batch {@code float[count][1][height][width]} of normalised images. */
final class ImageBatch {
    private final int count;
    private final int pixels;
    private final float[] staged;
    private final INDArray array;

    ImageBatch(int count, int height, int width) {
        this.count = count;
        this.pixels = height * width;
        this.staged = new float[count * pixels];
        this.array = Nd4j.createUninitialized(DataType.FLOAT, new long[] {count, 1, height, width}, 'c');
    }

    /** Takes image {@code source(n)} as the n-th of the batch. */
    INDArray fill(LabelledImages images, IntUnaryOperator source) {
        if (images.pixelsPerImage() != pixels) {
            throw new IllegalArgumentException(
                    "images of %d x %d for a network of %d pixels".formatted(images.height(), images.width(), pixels));
        }
        for (int n = 0; n < count; n++) {
            int from = source.applyAsInt(n) * pixels;
            for (int p = 0; p < pixels; p++) {
                staged[n * pixels + p] = Normalisation.input(images.pixels()[from + p]);
            }
        }
        array.data().asNioFloat().put(staged);
        return array;
    }
}
