package io.lossatlas.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lossatlas.model.Variant;
import java.util.List;
import java.util.Optional;

/** Rows as JSON, for comparison across machines and versions. */
public final class BenchJson {
    private BenchJson() {}

    /** An array of one object a row; what there is no number for is null. */
    public static ArrayNode of(List<BenchRow> rows) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> array.add(of(row)));
        return array;
    }

    private static ObjectNode of(BenchRow row) {
        Samples peer = row.peer().map(BenchRow.PeerRate::rate).orElse(null);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("task", row.bench().task().text());
        Optional<Variant> variant = row.bench().variant();
        node.put("depth", variant.map(Variant::depth).orElse(null));
        node.put("skip", variant.map(Variant::skip).orElse(null));
        node.put("width", variant.map(Variant::width).orElse(null));
        node.put("engine", row.engine().text());
        number(node, "images_per_second", row.rate().median());
        number(node, "gflops", row.gigaflops());
        node.put("peer", row.peer().map(BenchRow.PeerRate::description).orElse(null));
        number(node, "peer_images_per_second", peer == null ? Double.NaN : peer.median());
        number(node, "ratio", row.ratio());
        number(node, "peak_gflops", row.peak().median());
        number(node, "images_per_second_least", row.rate().least());
        number(node, "images_per_second_most", row.rate().most());
        number(node, "peer_images_per_second_least", peer == null ? Double.NaN : peer.least());
        number(node, "peer_images_per_second_most", peer == null ? Double.NaN : peer.most());
        number(node, "loss_difference", row.lossDifference());
        node.put("note", row.note().isEmpty() ? null : row.note());
        node.put("network", row.bench().network());
        node.put(
                "fastest_peer",
                row.fastestPeer().map(BenchRow.PeerRate::description).orElse(null));
        number(node, "fastest_ratio", row.fastestRatio());
        number(node, "compile_seconds", row.compileSeconds());
        number(node, "load_seconds", row.loadSeconds());
        number(node, "gradient_images_per_second", row.gradientRate());
        return node;
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
