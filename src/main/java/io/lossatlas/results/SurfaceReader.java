package io.lossatlas.results;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.substring;

import io.lossatlas.analysis.Completions;
import io.lossatlas.config.Normalize;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.adaptive.Completion;
import io.lossatlas.plane.sums.PairedLosses;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Reads tables {@code surface} and {@code failures}. */
final class SurfaceReader {
    private static final List<String> POINT =
            List.of("i", "j", "loss", "loss_se", "accuracy", "examples", "non_finite", "difference");
    private static final int MOST_CAUSES = 50;
    private static final int MOST_LETTERS = 400;

    private final SparkSession spark;
    private final Run run;

    SurfaceReader(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
    }

    /** Surfaces of which points are published. */
    List<SurfaceKey> keys() {
        return run.manifest().files(Table.SURFACE).stream()
                .map(FileRecord::scope)
                .distinct()
                .map(SurfaceKey::of)
                .toList();
    }

    /** All rows of a surface. */
    Dataset<Row> rows(SurfaceKey key) {
        return run.read(spark, Table.SURFACE, run.manifest().files(Table.SURFACE, key.scope()));
    }

    /** The points of a surface that are taken; those that were left out are filled in. */
    Surface read(SurfaceKey key, Grid grid, Normalize normalize, Sampling sampling) {
        return new Completions(spark, run)
                .of(key)
                .map(completion -> completed(published(key, grid, normalize, Sampling.whole(grid)), grid, completion)
                        .taken(grid, sampling))
                .orElseGet(() -> published(key, grid, normalize, sampling));
    }

    private static Surface completed(Surface published, Grid grid, Completion completion) {
        BitSet computed = new BitSet();
        IntStream.range(0, published.points())
                .filter(point -> published.computed()[point])
                .forEach(computed::set);
        long[] examples = published.examples().clone();
        long each = Arrays.stream(examples).max().orElse(0);
        double[] loss = completion.losses(grid, published.loss(), computed);
        IntStream.range(0, published.points())
                .filter(point -> !published.computed()[point] && Double.isFinite(loss[point]))
                .forEach(point -> examples[point] = each);
        return new Surface(
                published.key(),
                published.normalize(),
                published.alphas(),
                published.betas(),
                loss,
                within(completion.values(grid, published.lossSe(), computed), Double.POSITIVE_INFINITY, examples),
                within(completion.values(grid, published.accuracy(), computed), 1, examples),
                examples,
                published.nonFinite(),
                published.computed());
    }

    /** A cubic may lead a little below 0 or above what there can be. Where no loss is filled in, nothing else is. */
    private static double[] within(double[] values, double most, long[] examples) {
        return IntStream.range(0, values.length)
                .mapToDouble(point -> examples[point] == 0 ? Double.NaN : Math.max(0, Math.min(most, values[point])))
                .toArray();
    }

    private Surface published(SurfaceKey key, Grid grid, Normalize normalize, Sampling sampling) {
        Surface surface = Surface.unpublished(key, normalize, sampling.alphas(grid), sampling.betas(grid));
        List<FileRecord> files = run.manifest().files(Table.SURFACE, key.scope());
        Double[] differences = new Double[surface.points()];
        PairedLosses paired = new PairedLosses();
        run.each(spark, Table.SURFACE, files, POINT, row -> {
            Double difference = row.getAs("difference");
            paired.put(
                    grid.index(row.getInt(0), row.getInt(1)),
                    row.<Double>getAs("loss"),
                    difference,
                    row.<Long>getAs("examples"));
            if (sampling.takes(row.getInt(0), row.getInt(1))) {
                int point = sampling.place(row.getInt(0), row.getInt(1));
                differences[point] = difference;
                put(row, point, surface);
            }
        });
        for (int point = 0; point < differences.length; point++) {
            surface.loss()[point] = paired.loss(surface.loss()[point], differences[point]);
        }
        return surface;
    }

    private static void put(Row row, int point, Surface surface) {
        surface.loss()[point] = row.<Double>getAs("loss");
        surface.lossSe()[point] = row.<Double>getAs("loss_se");
        Double accuracy = row.getAs("accuracy");
        surface.accuracy()[point] = accuracy == null ? Double.NaN : accuracy;
        surface.examples()[point] = row.<Long>getAs("examples");
        surface.nonFinite()[point] = row.<Long>getAs("non_finite");
        surface.computed()[point] = true;
    }

    /** Points that could not be computed. */
    FailedPoints failures() {
        List<FileRecord> files = run.manifest().files(Table.FAILURES);
        if (files.isEmpty()) {
            return new FailedPoints(0, List.of());
        }
        Dataset<Row> failures = run.read(spark, Table.FAILURES, files);
        List<FailedPoints.Cause> first = failures
                .withColumn("cause", substring(coalesce(col("cause"), lit("")), 1, MOST_LETTERS))
                .groupBy(columns("cause"))
                .agg(countDistinct("i", "j").as("points"), max("attempts").as("attempts"))
                .orderBy(columns("cause"))
                .limit(MOST_CAUSES)
                .collectAsList()
                .stream()
                .map(row -> new FailedPoints.Cause(
                        key(row),
                        row.getAs("operator") != null,
                        row.<Long>getAs("points"),
                        row.<Integer>getAs("attempts"),
                        row.getAs("cause")))
                .toList();
        long points = failures.select(columns("i", "j")).distinct().count();
        return new FailedPoints(points, first);
    }

    private static SurfaceKey key(Row row) {
        PlaneKey plane = new PlaneKey(row.getAs("plane"), row.getAs("variant"), row.<Integer>getAs("step"));
        return SurfaceKey.of("%s/%s/%s".formatted(plane.scope(), row.getAs("split"), row.getAs("bn")));
    }

    private static Column[] columns(String... last) {
        return Stream.concat(Stream.of("variant", "plane", "step", "split", "bn", "operator"), Stream.of(last))
                .map(functions::col)
                .toArray(Column[]::new);
    }
}
