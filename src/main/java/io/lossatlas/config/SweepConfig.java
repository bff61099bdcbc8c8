package io.lossatlas.config;

import java.util.List;

/**
 * The sweep is the product of these lists.
 *
 * @param depths weighted layers on the main path: even, at least 4
 * @param skips with and without skip connections
 * @param widths channels of the first stage
 * @param seeds one network a seed: initial weights and the order of the examples
 * @param learningRates peak learning rates
 */
public record SweepConfig(
        List<Integer> depths, List<Wiring> skips, List<Integer> widths, List<Long> seeds, List<Double> learningRates) {

    /** Copies the lists. */
    public SweepConfig {
        depths = List.copyOf(depths);
        skips = List.copyOf(skips);
        widths = List.copyOf(widths);
        seeds = List.copyOf(seeds);
        learningRates = List.copyOf(learningRates);
    }
}
