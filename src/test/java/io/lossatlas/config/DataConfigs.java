package io.lossatlas.config;

import io.lossatlas.config.parse.RunConfigs;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Settings of data, by their keys. */
public final class DataConfigs {
    /** So that any number of examples will do. */
    private static final List<String> SINGLE =
            List.of("data.shards=1", "surface.examples=1", "train.batch-size=1", "train.eval-examples=1");

    private DataConfigs() {}

    /**
     * A folder of one shard.
     *
     * @param settings like {@code format=idx}, without {@code data.}
     */
    public static DataConfig of(String path, String... settings) {
        Stream<String> own = Stream.concat(Stream.of("path=" + path), Arrays.stream(settings));
        List<String> all =
                Stream.concat(SINGLE.stream(), own.map("data."::concat)).toList();
        return RunConfigs.load(Optional.empty(), all).data();
    }
}
