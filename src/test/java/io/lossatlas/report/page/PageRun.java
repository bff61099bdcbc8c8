package io.lossatlas.report.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.DataConfig;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.SparkConfig;
import io.lossatlas.config.Split;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.SweepConfig;
import io.lossatlas.config.Wiring;
import io.lossatlas.config.landscape.ExamplesUntil;
import io.lossatlas.config.landscape.SurfaceCurvature;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.report.Pictures;
import io.lossatlas.results.Results;
import io.lossatlas.store.AxisRecord;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.PlaneRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A run whose tables are made up: bowls, {@code loss = 0.1 + alpha^2 + 2 beta^2}, steeper with frozen statistics. */
final class PageRun {
    static final String HOSTILE = "</script><script>window.broken=1</script><!--";

    /** Of the weights that every surface is around. */
    private static final int STEP = 300;

    private final SparkSession spark;
    private final RunConfig config;
    private final Run run;

    private PageRun(SparkSession spark, Run run, RunConfig config) {
        this.spark = spark;
        this.run = run;
        this.config = config;
    }

    static PageRun begin(SparkSession spark, Path folder, int nx, int ny) {
        return begin(spark, folder, nx, ny, Map.of("core_use", HOSTILE));
    }

    static PageRun begin(SparkSession spark, Path folder, int nx, int ny, Map<String, String> provenance) {
        SurfaceConfig surface = new SurfaceConfig(
                EngineKind.SIMD,
                LossKind.CROSS_ENTROPY,
                Split.TRAIN,
                List.of(BnMode.FROZEN, BnMode.RECALIBRATED),
                64,
                new ExamplesUntil(0, 64),
                Normalize.FILTER,
                Set.of(),
                List.of(1L),
                List.of(),
                new AxisConfig(-1, 1, nx),
                new AxisConfig(-1, 1, ny),
                0,
                SurfaceCurvature.NONE,
                0);
        SweepConfig sweep = new SweepConfig(
                List.of(10, 100), List.of(Wiring.PLAIN, Wiring.SKIP), List.of(8), List.of(1L), List.of(0.05));
        DataConfig data = DataConfig.of(HOSTILE, 0, 0, 4);
        RunConfig config =
                new RunConfig(Optional.empty(), data, List.of(), sweep, null, surface, null, new SparkConfig(0, 20));
        Run run = Run.open(
                RunFolder.at(folder.toString(), new Configuration()),
                JsonNodeFactory.instance.objectNode().put("path", HOSTILE),
                provenance);
        return new PageRun(spark, run, config);
    }

    Run run() {
        return run;
    }

    Results results() {
        return new Results(spark, run, config);
    }

    String html() {
        return new Page(spark, run, results()).html();
    }

    List<FileRecord> pictures() {
        return new Pictures(spark, run, results()).publish();
    }

    FileRecord publish() {
        return new Page(spark, run, results()).publish();
    }

    PageRun trained(String variant, String status, double accuracy) {
        List<Row> history = new ArrayList<>();
        for (int step : new int[] {0, 100, 200, 300}) {
            for (String split : List.of("batch", "train", "test")) {
                double loss = 2.3 / (1 + step * accuracy);
                history.add(RowFactory.create(
                        variant, 10, true, 8, 1L, 0.05, step, 0.1, split, loss, step == 0 ? 0.1 : accuracy, 1000, 1.0));
            }
        }
        add(Table.TRAINING, variant, history);
        run.commit(draft -> draft.variant(variant, new VariantRecord(status, 300, 12, 1)));
        return this;
    }

    PageRun gradients(String variant, int layers) {
        List<Row> rows = new ArrayList<>();
        for (int step : new int[] {0, 1, 50}) {
            for (int layer = 0; layer < layers; layer++) {
                String name =
                        layer == 0 ? "stem/conv" : layer == layers - 1 ? "head/dense" : "b%02d/conv1".formatted(layer);
                rows.add(RowFactory.create(variant, step, layer, name, "conv", Math.exp(layers - 2.0 * layer), 1.0));
            }
        }
        add(Table.GRADIENTS, variant, rows);
        return this;
    }

    PageRun surface(String variant) {
        return surface("random-s1", PlaneRecord.of(PlaneSpecs.of(config).get(0)), variant, STEP);
    }

    /** The same at several steps. */
    PageRun surfaces(String variant, int... steps) {
        for (int step : steps) {
            surface("random-s1", PlaneRecord.of(PlaneSpecs.of(config).get(0)), variant, step);
        }
        return this;
    }

    /**
     * The plane of a training and four of its steps: at (-1, -1), (0, 1), outside the grid, and the centre. Their distances are 5, 4, 3 and 0,
     * of which shares of 0.6, 0, 1 and 0 lie outside the plane.
     */
    PageRun trajectory(String variant) {
        PlaneRecord record = new PlaneRecord(
                AxisRecord.of(config.surface().x()),
                AxisRecord.of(config.surface().y()),
                new TreeMap<>(Map.of("type", "trajectory")),
                "");
        for (BnMode bn : config.surface().bn()) {
            add(
                    Table.PATHS,
                    "trajectory/%s/%d/train/%s".formatted(variant, STEP, bn.text()),
                    List.of(
                            place(variant, bn, 0, -1, -1, 0.6, 5),
                            place(variant, bn, 100, 0, 1, 0, 4),
                            place(variant, bn, 200, 9, 9, 1, 3),
                            place(variant, bn, STEP, 0, 0, 0, 0)));
        }
        return surface("trajectory", record, variant, STEP);
    }

    private static Row place(
            String variant, BnMode bn, int step, double alpha, double beta, double residual, double distance) {
        return RowFactory.create(
                "trajectory",
                variant,
                STEP,
                variant,
                step,
                "train",
                bn.text(),
                alpha,
                beta,
                residual,
                distance,
                64L,
                2.0 - step / 1000.0,
                0.125,
                0.5);
    }

    /**
     * Eigenvalues from -2 to 8 and a spectrum of two nodes at each of two steps, and the ends over the points of the random plane, without
     * the first, where the smallest is minus the column's number.
     */
    PageRun curvature(String variant) {
        for (int step : new int[] {0, STEP}) {
            String part = "%s/%d/train/frozen/hessian".formatted(variant, step);
            add(
                    Table.CURVATURE,
                    part,
                    List.of(
                            eigenvalue(variant, step, null, null, null, "lambda_max", 1, 8),
                            eigenvalue(variant, step, null, null, null, "lambda_min", 1, -2),
                            eigenvalue(variant, step, null, null, null, "trace", null, 30)));
            add(
                    Table.SPECTRUM,
                    part,
                    List.of(
                            RowFactory.create(variant, step, "train", "frozen", "hessian", 0, 0, -2.0, 0.25, 100L),
                            RowFactory.create(variant, step, "train", "frozen", "hessian", 0, 1, 8.0, 0.75, 100L)));
        }
        List<Row> map = new ArrayList<>();
        for (int i = 0; i < config.surface().x().points(); i++) {
            for (int j = i == 0 ? 1 : 0; j < config.surface().y().points(); j++) {
                map.add(eigenvalue(variant, STEP, "random-s1", i, j, "lambda_max", 1, 4));
                map.add(eigenvalue(variant, STEP, "random-s1", i, j, "lambda_min", 1, -j));
            }
        }
        add(Table.CURVATURE, "map/random-s1/%s/%d/train/frozen".formatted(variant, STEP), map);
        return this;
    }

    private static Row eigenvalue(
            String variant, int step, String plane, Integer i, Integer j, String quantity, Integer rank, double value) {
        return RowFactory.create(
                variant, step, "train", "frozen", plane, i, j, "hessian", quantity, rank, value, 0.5, 20, 100L);
    }

    /** A line to another network, on the grid of the planes. */
    PageRun line(String to, String variant) {
        TreeMap<String, String> settings = new TreeMap<>(Map.of("type", "line", "to", to));
        return surface(
                "line-" + to,
                new PlaneRecord(
                        AxisRecord.of(config.surface().x()),
                        AxisRecord.of(config.surface().y()),
                        settings,
                        ""),
                variant,
                STEP);
    }

    private PageRun surface(String plane, PlaneRecord record, String variant, int step) {
        run.commit(draft -> draft.plane(plane, record));
        Grid grid = record.grid().orElseThrow();
        for (BnMode bn : config.surface().bn()) {
            double steepness = bn == BnMode.FROZEN ? 1e6 : 1;
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < grid.x().points(); i++) {
                for (int j = 0; j < grid.y().points(); j++) {
                    double squares = grid.alpha(i) * grid.alpha(i) + 2 * grid.beta(j) * grid.beta(j);
                    double loss = i == 0 && j == 0 ? Double.NaN : 0.1 + steepness * squares;
                    rows.add(RowFactory.create(
                            plane,
                            variant,
                            step,
                            "train",
                            bn.text(),
                            i,
                            j,
                            grid.alpha(i),
                            grid.beta(j),
                            64L,
                            loss,
                            0.01 * loss,
                            run.manifest().provenance().containsKey("data_outputs") ? null : 0.5,
                            i == 0 && j == 0 ? 1L : 0L,
                            null,
                            null));
                }
            }
            add(Table.SURFACE, "%s/%s/%d/train/%s".formatted(plane, variant, step, bn.text()), rows);
        }
        return this;
    }

    PageRun metrics(String variant, double value) {
        return metrics(variant, STEP, value);
    }

    /** Of the surface at a step. */
    PageRun metrics(String variant, int step, double value) {
        List<Row> rows = new ArrayList<>();
        for (String metric : List.of("strictly_convex_fraction", "minima", "unheard_of")) {
            rows.add(RowFactory.create(
                    "random-s1",
                    variant,
                    step,
                    "train",
                    "frozen",
                    metric,
                    value,
                    value - 0.1,
                    value + 0.1,
                    "sampling (4 shards)",
                    4L));
        }
        add(Table.METRICS, variant, rows);
        return this;
    }

    PageRun failed(String variant) {
        add(
                Table.FAILURES,
                "random-s1/%s/%d/train/frozen".formatted(variant, STEP),
                List.of(RowFactory.create(
                        "random-s1", variant, STEP, "train", "frozen", 1, 2, 0, 3, "the disk " + HOSTILE, null)));
        return this;
    }

    private void add(Table table, String scope, List<Row> rows) {
        List<FileRecord> files = new Publisher(spark, run.folder()).write(table, scope, rows);
        run.commit(draft -> draft.add(table.folder(), files));
    }
}
