package io.lossatlas.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lossatlas.analysis.AnalysisStage;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.Split;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.curvature.SurfaceMaps;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.sums.LossSum;
import io.lossatlas.store.AxisRecord;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.PlaneRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Span;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * A run of one network, its surface of 5 x 3 points (alpha from -1 to 1, beta from -2 to 2) known by formula, of four
 * examples in one shard: two whose loss is 0.5 lower, two whose loss is 0.5 higher than the formula's.
 */
final class ResultsRun {
    static final Network NETWORK =
            Network.of(new io.lossatlas.model.Variant(4, io.lossatlas.config.Wiring.SKIP, 1, 1, 0.05));
    static final SurfaceKey KEY = new SurfaceKey("random-s1", NETWORK.id(), 2, Split.TRAIN, BnMode.FROZEN);

    private static final List<String> SETS = List.of(
            "data.shards=1",
            "sweep.depths=[4]",
            "sweep.skips=[skip]",
            "sweep.widths=[1]",
            "sweep.seeds=[1]",
            "surface.bn=frozen",
            "surface.direction-seeds=[1]",
            "surface.x.points=5",
            "surface.y.min=-2",
            "surface.y.max=2",
            "surface.y.points=3");

    private final SparkSession spark;
    private final Run run;
    private final RunConfig config;

    private ResultsRun(SparkSession spark, Run run, RunConfig config) {
        this.spark = spark;
        this.run = run;
        this.config = config;
    }

    static ResultsRun begin(SparkSession spark, Path folder) {
        RunConfig config = RunConfigs.load(Optional.empty(), SETS);
        JsonNode json = new ObjectMapper().valueToTree(RunConfigs.toMap(config));
        return new ResultsRun(
                spark, Run.open(RunFolder.at(folder.toString(), new Configuration()), json, Map.of()), config);
    }

    Results results() {
        return new Results(spark, run, config);
    }

    Grid grid() {
        return new Grid(config.surface().x(), config.surface().y());
    }

    /** Publishes the first so many points. */
    ResultsRun surface(int points, DoubleBinaryOperator loss) {
        List<Row> losses = new ArrayList<>();
        List<Row> surface = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            int i = grid().i(point);
            int j = grid().j(point);
            double alpha = grid().alpha(i);
            double beta = grid().beta(j);
            double mean = loss.applyAsDouble(alpha, beta);
            double[] each = {mean - 0.5, mean - 0.5, mean + 0.5, mean + 0.5};
            LossSum sum = LossSum.of(each, new boolean[] {true, false, true, true}, 0, each.length);
            losses.add(RowFactory.create(
                    KEY.plane(),
                    KEY.variant(),
                    KEY.step(),
                    "train",
                    "frozen",
                    i,
                    j,
                    alpha,
                    beta,
                    0,
                    sum.examples(),
                    sum.lossSum(),
                    sum.lossSumSq(),
                    sum.correct(),
                    sum.nonFinite(),
                    null,
                    null,
                    null));
            surface.add(RowFactory.create(
                    KEY.plane(),
                    KEY.variant(),
                    KEY.step(),
                    "train",
                    "frozen",
                    i,
                    j,
                    alpha,
                    beta,
                    sum.examples(),
                    sum.loss(),
                    sum.standardError(),
                    sum.accuracy(),
                    sum.nonFinite(),
                    null,
                    null));
        }
        run.commit(draft ->
                draft.plane(KEY.plane(), PlaneRecord.of(PlaneSpecs.of(config).get(0))));
        add(Table.LOSSES, KEY.scope(), losses, List.of(new Span(0, points, 0, 1)));
        add(Table.SURFACE, KEY.scope(), surface, List.of());
        return this;
    }

    /** Publishes a history of 3 steps: training losses 3, 2, 1, test losses 1 higher, accuracies 0.25, 0.5, 0.75. */
    ResultsRun trained(String status) {
        List<Row> rows = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            double accuracy = 0.25 + 0.25 * step;
            rows.add(history(step, "train", 3.0 - step, accuracy, 8));
            rows.add(history(step, "test", 4.0 - step, accuracy, 1000));
        }
        add(Table.TRAINING, NETWORK.id(), rows, List.of());
        run.commit(draft -> draft.variant(NETWORK.id(), new VariantRecord(status, 2, 7, 1)));
        return this;
    }

    private static Row history(int step, String split, double loss, double accuracy, int examples) {
        return RowFactory.create(
                NETWORK.id(), 4, true, 1, 1L, 0.05, step, 0.5 * step, split, loss, accuracy, examples, 1.0);
    }

    /** Publishes two failures of a point on different shards and one of another, for one reason. */
    ResultsRun failed() {
        List<Row> rows = List.of(failure(1, 2, 0, 3), failure(1, 2, 1, 1), failure(0, 0, 0, 2));
        add(Table.FAILURES, KEY.scope(), rows, List.of());
        return this;
    }

    private static Row failure(int i, int j, int shard, int attempts) {
        return RowFactory.create(
                KEY.plane(), KEY.variant(), KEY.step(), "train", "frozen", i, j, shard, attempts, "no memory", null);
    }

    /** Publishes the plane of a training, of a kind, and where three steps of it lie, the rows in no order: the centre is step 2. */
    ResultsRun path(String plane, String type) {
        run.commit(draft -> draft.plane(
                plane, new PlaneRecord(AxisRecord.of(grid().x()), AxisRecord.of(grid().y()), settings(type), "")));
        List<Row> rows = List.of(
                place(plane, 2, 0, 0, 0, 0, 1), place(plane, 1, 1, 2, 0.6, 3, 2), place(plane, 0, -1, 4, 0.8, 5, 8));
        add(Table.PATHS, pathKey(plane).scope(), rows, List.of());
        return this;
    }

    private static SortedMap<String, String> settings(String type) {
        return new TreeMap<>(Map.of("type", type));
    }

    static SurfaceKey pathKey(String plane) {
        return new SurfaceKey(plane, NETWORK.id(), 2, Split.TRAIN, BnMode.FROZEN);
    }

    private static Row place(
            String plane, int step, double alpha, double beta, double residual, double distance, double loss) {
        return RowFactory.create(
                plane,
                NETWORK.id(),
                2,
                NETWORK.id(),
                step,
                "train",
                "frozen",
                alpha,
                beta,
                residual,
                distance,
                64L,
                loss,
                0.125,
                step == 1 ? null : 0.5);
    }

    /** Publishes two eigenvalues of the Hessian at each end, its trace and dimension, and the norm of the gradient, at step 2. */
    ResultsRun curvature() {
        add(
                Table.CURVATURE,
                part("hessian").scope(),
                List.of(
                        curvature(null, null, null, "hessian", "lambda_max", 2, 3),
                        curvature(null, null, null, "hessian", "lambda_max", 1, 7),
                        curvature(null, null, null, "hessian", "lambda_min", 1, -2),
                        curvature(null, null, null, "hessian", "lambda_min", 2, -1),
                        curvature(null, null, null, "hessian", "trace", null, 10),
                        curvature(null, null, null, "hessian", "dimension", null, 100)),
                List.of());
        add(
                Table.CURVATURE,
                part("gradient").scope(),
                List.of(curvature(null, null, null, "gradient", "gradient_norm", null, 0.5)),
                List.of());
        return this;
    }

    /** Publishes two probes of two nodes each. */
    ResultsRun spectrum() {
        add(
                Table.SPECTRUM,
                part("hessian").scope(),
                List.of(node(1, 1, 6, 0.25), node(0, 0, -2, 0.5), node(0, 1, 7, 0.5), node(1, 0, 0, 0.75)),
                List.of());
        return this;
    }

    /** Publishes the ends of the Hessian's spectrum at two points of the surface's grid, at one of them the largest alone. */
    ResultsRun curvatureMap() {
        String plane = KEY.plane();
        add(
                Table.CURVATURE,
                SurfaceMaps.scope(KEY),
                List.of(
                        curvature(plane, 1, 2, "hessian", "lambda_max", 1, 8),
                        curvature(plane, 1, 2, "hessian", "lambda_max", 2, 5),
                        curvature(plane, 1, 2, "hessian", "lambda_min", 1, -4),
                        curvature(plane, 1, 2, "ggn", "lambda_max", 1, 9),
                        curvature(plane, 4, 0, "hessian", "lambda_max", 1, 3)),
                List.of());
        return this;
    }

    static CurvaturePart part(String operator) {
        return new CurvaturePart(NETWORK.id(), 2, Split.TRAIN, BnMode.FROZEN, operator);
    }

    private static Row curvature(
            String plane, Integer i, Integer j, String operator, String quantity, Integer rank, double value) {
        return RowFactory.create(
                NETWORK.id(), 2, "train", "frozen", plane, i, j, operator, quantity, rank, value, 0.25, 20, 100L);
    }

    private static Row node(int probe, int k, double value, double weight) {
        return RowFactory.create(NETWORK.id(), 2, "train", "frozen", "hessian", probe, k, value, weight, 100L);
    }

    ResultsRun analyze() {
        new AnalysisStage(spark, run, config, (scope, done, total) -> {}).compute();
        return this;
    }

    private void add(Table table, String scope, List<Row> rows, List<Span> covers) {
        List<FileRecord> files = new Publisher(spark, run.folder())
                .write(table, scope, spark.createDataFrame(rows, table.schema()).coalesce(1), file -> covers);
        run.commit(draft -> draft.add(table.folder(), files));
    }
}
