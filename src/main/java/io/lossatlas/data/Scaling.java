package io.lossatlas.data;

import io.lossatlas.config.DataConfig;
import io.lossatlas.config.RefusedException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Mean and deviation of channels as a configuration gives them, or else as a format has them. */
final class Scaling {
    private Scaling() {}

    /**
     * Mean and deviation of each channel.
     *
     * @param usual the format's, one for all channels or one for each
     * @throws RefusedException when the configuration gives another number of them than one or one for each
     */
    static List<Normalisation.Channel> of(DataConfig config, int channels, List<Normalisation.Channel> usual) {
        List<Normalisation.Channel> own = spread("the format's own", usual, channels);
        List<Double> mean = spread("data.mean", config.mean(), channels);
        List<Double> std = spread("data.std", config.std(), channels);
        return IntStream.range(0, channels)
                .mapToObj(c -> new Normalisation.Channel(
                        mean.isEmpty() ? own.get(c).mean() : mean.get(c),
                        std.isEmpty() ? own.get(c).deviation() : std.get(c)))
                .toList();
    }

    /** The same of values that are taken as they are where the configuration says nothing. */
    static Optional<List<Normalisation.Channel>> given(DataConfig config, int channels) {
        return config.mean().isEmpty() && config.std().isEmpty()
                ? Optional.empty()
                : Optional.of(of(config, channels, List.of(new Normalisation.Channel(0, 1))));
    }

    private static <T> List<T> spread(String key, List<T> values, int channels) {
        if (values.size() == 1) {
            return Collections.nCopies(channels, values.get(0));
        }
        if (!values.isEmpty() && values.size() != channels) {
            throw new RefusedException("%s: expected one number, or one for each of %d channels, found %d"
                    .formatted(key, channels, values.size()));
        }
        return values;
    }
}
