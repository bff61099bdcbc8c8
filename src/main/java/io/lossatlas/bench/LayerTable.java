package io.lossatlas.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.engine.check.KernelCheck.LayerRates;
import io.lossatlas.engine.check.KernelCheck.Rate;
import java.util.List;

/** What the kernels of single layers reach, as an aligned table of at most 100 columns and as JSON. */
public final class LayerTable {
    private static final String LINE = "%-38s %-10s %15s %15s %16s%n";

    private LayerTable() {}

    /** A line a layer: thousand million operations a second of each pass, and their share of the core's peak. */
    public static String of(List<LayerRates> layers) {
        StringBuilder text =
                new StringBuilder(LINE.formatted("layer", "as in", "forward", "data gradient", "weight gradient"));
        for (LayerRates layer : layers) {
            List<Rate> passes = layer.passes();
            text.append(LINE.formatted(
                    layer.layer(), layer.network(), cell(passes.get(0)), cell(passes.get(1)), cell(passes.get(2))));
        }
        text.append("GFLOP/s, counted as direct convolution, and share of the core's peak, measured beside each")
                .append(System.lineSeparator());
        layers.forEach(layer -> layer.passes().stream()
                .filter(Rate::slow)
                .forEach(pass -> text.append(
                        "SLOW kernel, far below what it should reach: %s, %s%n".formatted(layer.layer(), pass))));
        return text.toString();
    }

    private static String cell(Rate rate) {
        return "%.1f %4.0f %%".formatted(rate.gigaflops(), 100 * rate.share());
    }

    /** An array of one object a pass. */
    public static ArrayNode json(List<LayerRates> layers) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (LayerRates layer : layers) {
            for (Rate pass : layer.passes()) {
                array.addObject()
                        .put("layer", layer.layer())
                        .put("network", layer.network())
                        .put("pass", pass.kernel())
                        .put("gflops", pass.gigaflops())
                        .put("peak_gflops", pass.peak())
                        .put("share", pass.share());
            }
        }
        return array;
    }
}
