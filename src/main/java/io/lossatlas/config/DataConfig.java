package io.lossatlas.config;

/**
 * Where the examples come from.
 *
 * @param path a folder that holds the four IDX files under their usual names, plain or {@code .gz}; a Hadoop URI or
 *     {@code classpath:…}
 * @param trainImages the file of training images, relative to {@code path} unless absolute or a URI; likewise the
 *     other three. Empty for the usual name
 * @param trainExamples how many examples of the training files are used, from the first on; 0 for all
 * @param testExamples the same of the test files
 * @param shards how many contiguous runs the evaluation slice is cut into
 */
public record DataConfig(
        String path,
        String trainImages,
        String trainLabels,
        String testImages,
        String testLabels,
        int trainExamples,
        int testExamples,
        int shards) {}
