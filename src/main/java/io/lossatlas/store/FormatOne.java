package io.lossatlas.store;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.RandomPlane;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs of format 1, which knew no {@code step} of surfaces and planes: it was that of the network's last weights. The
 * manifest's scopes gain it when it is read; files stay as they are, and their rows gain it when they are read.
 */
final class FormatOne {
    static final int VERSION = 1;

    private static final String PLANE = "plane";
    private static final String VARIANT = "variant";
    private static final String STEP = "step";

    private static final Pattern IN_A_PLANE = Pattern.compile("[^/]+/([^/]+)/(\\d{1,9})(?:/.*)?");

    /** Rows of {@code metrics} that are about a training; those of planes have no split either. */
    private static final Column OF_TRAINING =
            col("split").equalTo("none").and(not(col("metric").rlike("^(gram|direction)_")));

    private FormatOne() {}

    /** A manifest in the present form. */
    static Manifest upgraded(Manifest old) {
        UnaryOperator<String> scope = name -> scope(name, old);
        return new Manifest(
                Manifest.FORMAT_VERSION,
                old.publication(),
                old.configuration(),
                old.provenance(),
                old.stages(),
                old.variants(),
                planes(old),
                Map.of(),
                renamed(old.surfaces(), scope),
                renamed(old.analyses(), scope),
                old.tables().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, table -> table.getValue().stream()
                                .map(file -> file.of(scope.apply(file.scope())))
                                .toList())));
    }

    /** All planes were random, on the grid of the configuration. */
    private static Map<String, PlaneRecord> planes(Manifest old) {
        JsonNode surface = old.configuration().path("surface");
        String normalize = surface.path("normalize").asText();
        return Stream.of(Table.DIRECTIONS, Table.LOSSES)
                .flatMap(table -> old.files(table).stream())
                .map(file -> file.scope().substring(0, file.scope().indexOf('/')))
                .distinct()
                .collect(Collectors.toMap(
                        plane -> plane,
                        plane -> new PlaneRecord(
                                AxisRecord.of(axis(surface.path("x"))),
                                AxisRecord.of(axis(surface.path("y"))),
                                new TreeMap<>(Map.of(
                                        "type",
                                        RandomPlane.TYPE,
                                        "seed",
                                        plane.substring("random-s".length()),
                                        RandomPlane.NORMALIZE,
                                        normalize)),
                                RandomPlane.sample(normalize))));
    }

    private static AxisConfig axis(JsonNode axis) {
        return new AxisConfig(
                axis.path("min").asDouble(),
                axis.path("max").asDouble(),
                axis.path("points").asInt());
    }

    private static <V> Map<String, V> renamed(Map<String, V> map, UnaryOperator<String> scope) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(entry -> scope.apply(entry.getKey()), Map.Entry::getValue));
    }

    /** {@code plane/variant} and {@code plane/variant/split/bn} gain the step after the variant; other scopes have none. */
    private static String scope(String old, Manifest manifest) {
        String[] parts = old.split("/", 3);
        if (parts.length == 1) {
            return old;
        }
        int step = manifest.trainedStep(parts[1])
                .orElseThrow(() -> new RefusedException(
                        "manifest.json: expected the last step of %s, whose surfaces a former version has published; "
                                        .formatted(parts[1])
                                + "found no finished training of it: finish the run with that version"));
        String plane = new PlaneKey(parts[0], parts[1], step).scope();
        return parts.length == 2 ? plane : plane + "/" + parts[2];
    }

    /** The rows of files with their step: their own or, where their file has none, what the files' scopes say. */
    static Dataset<Row> withSteps(Table table, Dataset<Row> rows, List<FileRecord> files) {
        SortedMap<String, Integer> steps = steps(files);
        if (!List.of(table.schema().fieldNames()).contains(PLANE) || steps.isEmpty()) {
            return rows;
        }
        Column step = new TreeSet<>(steps.values()).size() == 1
                ? lit(steps.get(steps.firstKey()))
                : element_at(map(literals(steps)), col(VARIANT));
        Column known = table == Table.METRICS ? when(not(OF_TRAINING), step) : step;
        return rows.withColumn(STEP, coalesce(col(STEP), known));
    }

    /** By variant the step of its last weights, as far as scopes of surfaces and planes tell. */
    private static SortedMap<String, Integer> steps(List<FileRecord> files) {
        SortedMap<String, Integer> steps = new TreeMap<>();
        files.stream().map(FileRecord::scope).distinct().forEach(scope -> {
            Matcher plane = IN_A_PLANE.matcher(scope);
            if (plane.matches()) {
                steps.merge(plane.group(1), Integer.valueOf(plane.group(2)), Math::max);
            }
        });
        return steps;
    }

    private static Column[] literals(Map<String, Integer> map) {
        return map.entrySet().stream()
                .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
                .toArray(Column[]::new);
    }
}
