package io.lossatlas.report.page;

import io.lossatlas.results.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Two of a kind, equal in depth, width, seed and learning rate, without and with skip connections.
 *
 * @param depth weighted layers of both
 * @param rest width, seed and learning rate as in their names
 */
record Pair<T>(int depth, String rest, T plain, T skip) {

    /** All pairs among some, in their order; those without a counterpart are left out. */
    static <T> List<Pair<T>> among(List<T> all, Function<T, Network> network) {
        Map<String, T> plain = new LinkedHashMap<>();
        Map<String, T> skip = new LinkedHashMap<>();
        for (T each : all) {
            Network name = network.apply(each);
            if (name.known()) {
                (name.plain() ? plain : skip).put(name.pair(), each);
            }
        }
        List<Pair<T>> pairs = new ArrayList<>();
        plain.forEach((key, one) -> {
            if (skip.containsKey(key)) {
                Network name = network.apply(one);
                pairs.add(new Pair<>(name.depth(), name.rest(), one, skip.get(key)));
            }
        });
        return List.copyOf(pairs);
    }
}
