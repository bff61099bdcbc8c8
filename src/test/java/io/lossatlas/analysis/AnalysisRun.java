package io.lossatlas.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Split;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.PlaneRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Span;
import io.lossatlas.store.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A run of two networks and two planes whose surfaces of 5 x 7 points on 3 shards are known by formula. */
final class AnalysisRun {
    static final String PLAIN = "d4-plain-w1-s1-lr0.05";
    static final String OTHER_SEED = "d4-plain-w1-s2-lr0.05";

    /** Of the weights that every surface is around. */
    static final int STEP = 300;

    private static final int SHARDS = 3;
    private static final int EXAMPLES = 4;
    private static final List<String> SETS = List.of(
            "data.shards=3",
            "sweep.depths=[4]",
            "sweep.skips=[plain]",
            "sweep.widths=[1]",
            "sweep.seeds=[1,2]",
            "surface.bn=frozen",
            "surface.direction-seeds=[1,2]",
            "surface.x.points=5",
            "surface.y.min=-3",
            "surface.y.max=3",
            "surface.y.points=7",
            "train.steps=" + STEP);

    private final SparkSession spark;
    private final Run run;
    private final RunConfig config;
    private final List<String> published = Collections.synchronizedList(new ArrayList<>());

    private AnalysisRun(SparkSession spark, Run run, RunConfig config) {
        this.spark = spark;
        this.run = run;
        this.config = config;
    }

    static AnalysisRun begin(SparkSession spark, Path folder) {
        RunConfig config = RunConfigs.load(Optional.empty(), SETS);
        JsonNode json = new ObjectMapper().valueToTree(RunConfigs.toMap(config));
        Run run = Run.open(RunFolder.at(folder.toString(), new Configuration()), json, Map.of());
        return new AnalysisRun(spark, run, config);
    }

    Run run() {
        return run;
    }

    Grid grid() {
        return PlaneSpecs.of(config).get(0).grid().orElseThrow();
    }

    /** Publishes a surface in place of one that is there; shard s is higher by s. */
    AnalysisRun surface(String plane, String variant, DoubleBinaryOperator loss) {
        return surface(plane, variant, loss, 1);
    }

    /** The same, its rows in any order in several files. */
    AnalysisRun surface(String plane, String variant, DoubleBinaryOperator loss, int files) {
        List<Row> rows = rows(plane, variant, loss);
        Collections.shuffle(rows, new Random(files));
        return publish(scope(plane, variant), rows, files, new Span(0, grid().points(), 0, SHARDS));
    }

    /** Publishes all points of a surface but the last. */
    AnalysisRun unfinished(String plane, String variant) {
        List<Row> rows = rows(plane, variant, (a, b) -> 1);
        return publish(
                scope(plane, variant),
                rows.subList(0, rows.size() - SHARDS),
                1,
                new Span(0, grid().points() - 1, 0, SHARDS));
    }

    private AnalysisRun publish(String scope, List<Row> rows, int files, Span covers) {
        Dataset<Row> data = spark.createDataFrame(rows, Table.LOSSES.schema()).repartition(files);
        List<FileRecord> before = run.manifest().files(Table.LOSSES, scope);
        List<FileRecord> written = new Publisher(spark, run.folder())
                .write(Table.LOSSES, scope, data, file -> List.of()).stream()
                        .map(file -> new FileRecord(
                                file.path(), scope, file.rows(), file.bytes(), file.sha256(), List.of(covers)))
                        .toList();
        PlaneSpecs.of(config).forEach(plane -> run.commit(draft -> draft.plane(plane.id(), PlaneRecord.of(plane))));
        run.commitAndDelete(before, draft -> {
            draft.drop(Table.LOSSES.folder(), before);
            draft.add(Table.LOSSES.folder(), written);
        });
        return this;
    }

    private List<Row> rows(String plane, String variant, DoubleBinaryOperator loss) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < grid().x().points(); i++) {
            for (int j = 0; j < grid().y().points(); j++) {
                double alpha = grid().alpha(i);
                double beta = grid().beta(j);
                for (int shard = 0; shard < SHARDS; shard++) {
                    double sum = EXAMPLES * (loss.applyAsDouble(alpha, beta) + shard);
                    long nonFinite = Double.isFinite(sum) ? 0 : EXAMPLES;
                    rows.add(RowFactory.create(
                            plane,
                            variant,
                            STEP,
                            "train",
                            "frozen",
                            i,
                            j,
                            alpha,
                            beta,
                            shard,
                            (long) EXAMPLES,
                            sum,
                            sum * sum,
                            0L,
                            nonFinite,
                            null,
                            null,
                            null));
                }
            }
        }
        return rows;
    }

    /** Publishes directions (3, 0, 4) and (0, 5, 0), cut into two blocks. */
    AnalysisRun directions(String plane, String variant) {
        List<Row> rows = List.of(
                direction(plane, variant, "y", 1, 0f),
                direction(plane, variant, "x", 1, 4f),
                direction(plane, variant, "y", 0, 0f, 5f),
                direction(plane, variant, "x", 0, 3f, 0f));
        String scope = new PlaneKey(plane, variant, STEP).scope();
        List<FileRecord> files = new Publisher(spark, run.folder()).write(Table.DIRECTIONS, scope, rows);
        run.commit(draft -> draft.add(Table.DIRECTIONS.folder(), files));
        return this;
    }

    private static Row direction(String plane, String variant, String axis, int block, Float... values) {
        Integer[] shape = {values.length};
        return RowFactory.create(plane, variant, STEP, axis, block, "block" + block, "conv", shape, values);
    }

    void dropSurface(String plane, String variant) {
        List<FileRecord> files = run.manifest().files(Table.LOSSES, scope(plane, variant));
        run.commitAndDelete(files, draft -> draft.drop(Table.LOSSES.folder(), files));
    }

    AnalysisRun analyze() {
        stage().compute();
        return this;
    }

    AnalysisStage stage() {
        return new AnalysisStage(spark, run, config, (scope, done, total) -> published.add(scope));
    }

    /** What was made since this was asked before, in any order. */
    List<String> published() {
        List<String> since = List.copyOf(published);
        published.clear();
        return since;
    }

    static String scope(String plane, String variant) {
        return new SurfaceKey(plane, variant, STEP, Split.TRAIN, BnMode.FROZEN).scope();
    }

    List<Row> metrics() {
        Column[] key = Table.METRICS.key().stream().map(functions::col).toArray(Column[]::new);
        return run.read(spark, Table.METRICS, run.manifest().files(Table.METRICS))
                .sort(key)
                .collectAsList();
    }

    Row metric(String plane, String variant, Metric metric) {
        return metrics().stream()
                .filter(row -> row.getAs("plane").equals(plane)
                        && row.getAs("variant").equals(variant)
                        && row.getAs("metric").equals(metric.name()))
                .findFirst()
                .orElseThrow();
    }
}
