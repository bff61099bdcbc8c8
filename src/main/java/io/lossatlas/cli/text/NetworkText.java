package io.lossatlas.cli.text;

import io.lossatlas.engine.SimdEngine;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.onnx.OnnxNetwork;
import io.lossatlas.surface.EvaluationData;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A network in lines for people. */
public final class NetworkText {
    private static final double MILLION = 1e6;
    private static final double MEBI = 1 << 20;

    private NetworkText() {}

    /** What is understood of a network of an ONNX file. */
    public static void print(OnnxNetwork network, PrintWriter out) {
        Graph graph = network.graph();
        line(out, "network", "%s, ONNX's operators of version %d", network.name(), network.opset());
        line(out, "input", "%s", graph.input());
        line(out, "logits", "%d, node %s", graph.classes(), graph.output());
        line(out, "operations", "%s", operations(graph));
        line(
                out,
                "parameters",
                "%d values in %d tensors",
                graph.layout().size(),
                graph.layout().parameters().size());
        graph.layout().parameters().forEach(parameter -> parameter(out, parameter));
        line(out, "cost", "%.3f million multiply-adds an image", graph.multiplyAdds() / MILLION);
        line(out, "bn", "%s", recalibration(graph));
        network.notes().forEach(note -> line(out, "note", "%s", note));
    }

    /** How it is compiled. */
    public static void print(SimdEngine engine, PrintWriter out) {
        line(out, "engine", "simd compiles it");
        line(out, "fused", "%s", engine.fused().isEmpty() ? "nothing" : counts(engine.fused()));
        line(
                out,
                "activations",
                "%.1f MiB a task, %.1f MiB to recalibrate with %d images",
                engine.evaluationBytes(0) / MEBI,
                engine.evaluationBytes(EvaluationData.CALIBRATION_EXAMPLES) / MEBI,
                EvaluationData.CALIBRATION_EXAMPLES);
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        out.printf(Locale.ROOT, "%-11s %s%n", name, String.format(Locale.ROOT, format, values));
    }

    private static void parameter(PrintWriter out, Parameter parameter) {
        String shape = parameter.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
        out.printf(Locale.ROOT, "  %-11s %-20s %s%n", parameter.role().text(), shape, parameter.name());
    }

    private static String operations(Graph graph) {
        Map<String, Long> counts = graph.nodes().stream()
                .collect(Collectors.groupingBy(node -> node.op().title(), TreeMap::new, Collectors.counting()));
        return counts(counts);
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(each -> "%d %s".formatted(each.getValue(), each.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String recalibration(Graph graph) {
        long count = graph.nodes().stream()
                .filter(node -> node.op() instanceof BatchNorm)
                .count();
        return count > 0
                ? "%d normalisations, which surface.bn = recalibrated can recalibrate".formatted(count)
                : "none: surface.bn = recalibrated has nothing to do, set surface.bn=frozen; where the network has batch normalisation, the exporter "
                        + "folded it into the convolutions";
    }
}
