package io.lossatlas.config;

import io.lossatlas.config.landscape.CurvatureConfig;
import java.util.List;
import java.util.Optional;

/**
 * A whole run, as read from HOCON and validated.
 *
 * @param output the run's folder, any Hadoop URI; absent where neither configuration nor command line names one
 * @param data where the examples come from
 * @param networks those that are brought along, in place of a sweep; none where the sweep is trained
 * @param sweep the variants to train
 * @param train how each is trained
 * @param surface which points of the landscape are evaluated, and on what
 * @param curvature what is asked about second derivatives
 * @param spark the sizing of Spark tasks; never part of what identifies a result
 */
public record RunConfig(
        Optional<String> output,
        DataConfig data,
        List<NetworkConfig> networks,
        SweepConfig sweep,
        TrainConfig train,
        SurfaceConfig surface,
        CurvatureConfig curvature,
        SparkConfig spark) {

    /** Copies the list. */
    public RunConfig {
        networks = List.copyOf(networks);
    }
}
