package io.lossatlas.results;

import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads table {@code paths}. */
final class PathReader {
    private final SparkSession spark;
    private final Run run;

    PathReader(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
    }

    /** All rows. */
    Dataset<Row> rows() {
        return run.read(spark, Table.PATHS, run.manifest().files(Table.PATHS));
    }

    /** All paths, in the order of their surfaces' names. */
    List<WeightPath> all() {
        Map<SurfaceKey, List<WeightPath.Point>> points = new LinkedHashMap<>();
        rows().orderBy("plane", "variant", "centre_step", "split", "bn", "network", "step")
                .collectAsList()
                .forEach(row -> points.computeIfAbsent(key(row), unused -> new ArrayList<>())
                        .add(point(row)));
        List<WeightPath> paths = new ArrayList<>();
        points.forEach((key, all) -> {
            all.sort(Comparator.comparing(point -> isCentre(key, point)));
            Set<String> files = all.stream()
                    .map(WeightPath.Point::network)
                    .filter(network -> !network.equals(key.variant())
                            && !run.manifest().variants().containsKey(network))
                    .collect(Collectors.toSet());
            paths.add(new WeightPath(key, run.manifest().plane(key.plane()).type(), all, files));
        });
        return List.copyOf(paths);
    }

    private static boolean isCentre(SurfaceKey key, WeightPath.Point point) {
        return point.network().equals(key.variant()) && point.step() == key.step();
    }

    private static SurfaceKey key(Row row) {
        PlaneKey plane = new PlaneKey(row.getAs("plane"), row.getAs("variant"), row.<Integer>getAs("centre_step"));
        return SurfaceKey.of("%s/%s/%s".formatted(plane.scope(), row.getAs("split"), row.getAs("bn")));
    }

    private static WeightPath.Point point(Row row) {
        Double accuracy = row.getAs("accuracy");
        return new WeightPath.Point(
                row.getAs("network"),
                row.<Integer>getAs("step"),
                row.<Double>getAs("alpha"),
                row.<Double>getAs("beta"),
                row.<Double>getAs("residual"),
                row.<Double>getAs("distance"),
                row.<Long>getAs("examples"),
                row.<Double>getAs("loss"),
                row.<Double>getAs("loss_se"),
                accuracy == null ? Double.NaN : accuracy);
    }
}
