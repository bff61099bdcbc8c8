package io.lossatlas.cli;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.data.DataSet;

/** Checks of the configuration that need the data. */
final class DataChecks {
    private DataChecks() {}

    /**
     * Compares sizes.
     *
     * @throws RefusedException when the configuration asks for more examples than there are
     */
    static void check(RunConfig config, DataSet data) {
        int split = data.of(config.surface().split()).count();
        atMost(
                "surface.examples",
                config.surface().examples(),
                split,
                config.surface().split().text());
        atMost("train.batch-size", config.train().batchSize(), data.train().count(), "train");
        atMost(
                "train.eval-examples",
                config.train().evalExamples(),
                data.train().count(),
                "train");
        atMost("train.eval-examples", config.train().evalExamples(), data.test().count(), "test");
    }

    private static void atMost(String key, int asked, int available, String split) {
        if (asked > available) {
            throw new RefusedException("%s: expected at most %d, the examples of the %s split, found %d"
                    .formatted(key, available, split, asked));
        }
    }
}
