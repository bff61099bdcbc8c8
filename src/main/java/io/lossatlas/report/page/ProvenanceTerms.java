package io.lossatlas.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.config.RunConfig;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.Results;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.SurfaceRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a run comes from: its configuration, seeds, versions, and what it cost. */
final class ProvenanceTerms {
    private static final double MINUTE = 60;

    private ProvenanceTerms() {}

    /** Terms and what stands for them, in the order in which they are shown. */
    static Map<String, String> of(String folder, Results results) {
        Manifest manifest = results.manifest();
        RunConfig config = results.config();
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("run", folder);
        terms.put("seeds of networks", config.sweep().seeds().toString());
        terms.put("seeds of planes", config.surface().directionSeeds().toString());
        terms.put("learning rates", config.sweep().learningRates().toString());
        manifest.provenance().forEach((name, value) -> terms.put(name.replace('_', ' '), value));
        manifest.stages()
                .forEach((name, stage) -> terms.put(
                        "stage " + name,
                        "%s of %s parts published"
                                .formatted(Numbers.count(stage.done()), Numbers.count(stage.total()))));
        terms.put(
                "core time of surfaces",
                minutes(manifest.surfaces().values().stream()
                        .mapToDouble(SurfaceRecord::computeSeconds)
                        .sum()));
        terms.put(
                "time of trainings",
                minutes(manifest.variants().values().stream()
                        .mapToDouble(variant -> variant.seconds())
                        .sum()));
        return terms;
    }

    private static String minutes(double seconds) {
        return String.format(Locale.ROOT, "%,.1f minutes, added up", seconds / MINUTE);
    }

    /** A tree as lines of {@code key = value}. */
    static List<String> flat(String prefix, JsonNode node) {
        List<String> lines = new ArrayList<>();
        node.fields().forEachRemaining(field -> {
            String key = prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey();
            if (field.getValue().isObject()) {
                lines.addAll(flat(key, field.getValue()));
            } else {
                lines.add("%s = %s".formatted(key, field.getValue()));
            }
        });
        return lines;
    }
}
