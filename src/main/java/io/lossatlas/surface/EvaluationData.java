package io.lossatlas.surface;

import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import java.io.Serializable;

/**
 * The images that surfaces are evaluated on, as they are broadcast to executors.
 *
 * @param slice the first {@code surface.examples} of the split, in the order of the file; with {@code surface.examples-until} those
 *     that a point has at most
 * @param calibration the first {@value #CALIBRATION_EXAMPLES} training examples, or all where there are fewer
 */
public record EvaluationData(LabelledImages slice, LabelledImages calibration) implements Serializable {
    /** Examples of the batch that batch normalisation is recalibrated with. */
    public static final int CALIBRATION_EXAMPLES = 256;

    static EvaluationData of(DataSet data, SurfaceConfig surface) {
        int calibration = Math.min(CALIBRATION_EXAMPLES, data.train().count());
        return new EvaluationData(
                data.of(surface.split()).first(surface.mostExamples()),
                data.train().first(calibration));
    }
}
