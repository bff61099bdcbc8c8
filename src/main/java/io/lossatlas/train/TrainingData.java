package io.lossatlas.train;

import io.lossatlas.config.Split;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import java.io.Serializable;

/**
 * The images that training needs, as they are broadcast to executors.
 *
 * @param train all training examples
 * @param test the fixed slice of the test set
 * @param evaluated size of either fixed slice: the first so many examples
 */
record TrainingData(LabelledImages train, LabelledImages test, int evaluated) implements Serializable {
    static TrainingData of(DataSet data, int evaluated) {
        return new TrainingData(data.train(), data.test().first(evaluated), evaluated);
    }

    LabelledImages of(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case TEST -> test;
        };
    }
}
