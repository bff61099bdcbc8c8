package io.lossatlas.cli;

import io.lossatlas.config.Augment;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Secrets;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.ImageShape;

/** Checks of the configuration that need the data. */
final class DataChecks {
    private static final int SMALLEST_CROPPED = 8;

    private DataChecks() {}

    /**
     * Compares sizes.
     *
     * @throws RefusedException when the configuration asks for more examples than there are
     */
    static void check(RunConfig config, DataSet data) {
        int split = data.of(config.surface().split()).count();
        atMost(
                config.surface().examplesUntil().wanted() ? "surface.examples-until.max" : "surface.examples",
                config.surface().mostExamples(),
                split,
                config.surface().split().text());
        if (config.curvature().wanted()) {
            atMost(
                    "curvature.examples",
                    config.curvature().examples(),
                    data.of(config.curvature().split()).count(),
                    config.curvature().split().text());
        }
        if (config.networks().isEmpty()) {
            labels(config, data);
            training(config, data);
        }
    }

    private static void labels(RunConfig config, DataSet data) {
        if (!data.train().hasLabels()) {
            throw new RefusedException(
                    "data.path %s: expected y of whole numbers, since networks of a sweep are trained by cross-entropy of labels, found floats; --network FILE.onnx maps a network that is brought along"
                            .formatted(Secrets.mask(config.data().path())));
        }
    }

    private static void training(RunConfig config, DataSet data) {
        atMost("train.batch-size", config.train().batchSize(), data.train().count(), "train");
        atMost(
                "train.eval-examples",
                config.train().evalExamples(),
                data.train().count(),
                "train");
        atMost("train.eval-examples", config.train().evalExamples(), data.test().count(), "test");
        crops(config.train().augment(), data.train().shape());
    }

    /** A crop moves images by up to four pixels. */
    private static void crops(Augment augment, ImageShape images) {
        if (augment == Augment.CROP_FLIP && Math.min(images.height(), images.width()) < SMALLEST_CROPPED) {
            throw new RefusedException(
                    "train.augment: expected none, since examples of %s have a side below %d, found %s"
                            .formatted(images, SMALLEST_CROPPED, augment.text()));
        }
    }

    private static void atMost(String key, int asked, int available, String split) {
        if (asked > available) {
            throw new RefusedException("%s: expected at most %d, the examples of the %s split, found %d"
                    .formatted(key, available, split, asked));
        }
    }
}
