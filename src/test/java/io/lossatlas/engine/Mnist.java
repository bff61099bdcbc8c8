package io.lossatlas.engine;

import io.lossatlas.config.DataConfig;
import io.lossatlas.data.DataFiles;
import io.lossatlas.data.LabelledImages;
import org.apache.hadoop.conf.Configuration;

/** The first training images of the MNIST that the product ships. */
final class Mnist {
    static final LabelledImages TRAIN = DataFiles.read(
                    DataConfig.of("classpath:io/lossatlas/data/mnist", 6400, 1, 1), new Configuration(false))
            .train();

    private Mnist() {}
}
