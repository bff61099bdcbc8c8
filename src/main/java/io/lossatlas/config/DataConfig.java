package io.lossatlas.config;

import java.util.List;

/**
 * Where the examples come from.
 *
 * @param format what the files look like
 * @param path a folder that holds the files under their usual names; a Hadoop URI or {@code classpath:…}
 * @param trainImages the IDX file of training images, relative to {@code path} unless absolute or a URI; likewise the
 *     other three. Empty for the usual name
 * @param trainFile the numpy archive of training examples, likewise
 * @param testFile the numpy archive of test examples, likewise
 * @param classes number of classes; 0 for what the format or the training labels say
 * @param mean of each channel, or one for all, subtracted from its values; empty for the format's
 * @param std standard deviation of each channel, or one for all, that its values are divided by; empty for the format's
 * @param trainExamples how many examples of the training files are used, from the first on; 0 for all
 * @param testExamples the same of the test files
 * @param shards how many contiguous runs the evaluation slice is cut into
 */
public record DataConfig(
        DataFormatKind format,
        String path,
        String trainImages,
        String trainLabels,
        String testImages,
        String testLabels,
        String trainFile,
        String testFile,
        int classes,
        List<Double> mean,
        List<Double> std,
        int trainExamples,
        int testExamples,
        int shards) {

    /** Copies the lists. */
    public DataConfig {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    /** Files of a folder under their usual names, of a format that is found by looking, normalised as usual. */
    public static DataConfig of(String path, int trainExamples, int testExamples, int shards) {
        return new DataConfig(
                DataFormatKind.AUTO,
                path,
                "",
                "",
                "",
                "",
                "",
                "",
                0,
                List.of(),
                List.of(),
                trainExamples,
                testExamples,
                shards);
    }
}
