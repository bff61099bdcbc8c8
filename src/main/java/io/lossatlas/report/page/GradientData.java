package io.lossatlas.report.page;

import io.lossatlas.report.GradientGrid;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient norms of a network as a page draws them.
 *
 * @param variant id of the network
 * @param steps probed updates, ascending
 * @param layers names of the layers on the main path, from the input
 * @param norms base64 of three bytes each (see {@link Packed}), layer by layer
 */
record GradientData(String variant, int[] steps, List<String> layers, String norms) {

    static GradientData of(GradientGrid grid) {
        double[] norms =
                Arrays.stream(grid.norms()).flatMapToDouble(Arrays::stream).toArray();
        return new GradientData(grid.variant(), grid.steps(), grid.names(), Packed.numbers(norms));
    }
}
