package io.lossatlas.surface;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.config.DataConfig;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Ignore;
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
import io.lossatlas.data.DataSet;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.TestImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneSpecs;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Span;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A run with one trained variant whose network is a {@link BowlEngine}. */
final class BowlRun {
    static final int SHARDS = 3;

    private static final int EXAMPLES = 30;
    private static final int PRODUCTS = 4;
    private static final int TRAINING_EXAMPLES = 20;
    private static final long SEED = 1;
    private static final float NOWHERE = Float.NaN;
    private static final Variant VARIANT = new Variant(4, Wiring.PLAIN, 1, 1, 0.05);
    private static final Weights WEIGHTS = new Weights(
            new ParameterLayout(List.of(
                    new Parameter("stem/conv", Role.CONV, List.of(2, 1, 1, 1), 0),
                    new Parameter("head/dense", Role.DENSE, List.of(1, 2), 2))),
            new float[] {0.5f, -1.25f, 0.75f, 2});

    private final SparkSession spark;
    private final Run run;
    private final SurfaceConfig surface;
    private SparkConfig sizing = new SparkConfig(0, 20);

    private BowlRun(SparkSession spark, Run run, SurfaceConfig surface) {
        this.spark = spark;
        this.run = run;
        this.surface = surface;
    }

    static BowlRun begin(SparkSession spark, Path folder, AxisConfig x, AxisConfig y, List<BnMode> bn) {
        return begin(spark, folder, x, y, bn, SurfaceCurvature.NONE);
    }

    /** With or without a map of second derivatives over its grid. */
    static BowlRun begin(
            SparkSession spark, Path folder, AxisConfig x, AxisConfig y, List<BnMode> bn, SurfaceCurvature curvature) {
        return begin(spark, folder, x, y, bn, curvature, 0);
    }

    /** With points that are left out where what is filled in is near enough. */
    static BowlRun adaptive(SparkSession spark, Path folder, AxisConfig x, AxisConfig y, double tolerance) {
        return begin(spark, folder, x, y, List.of(BnMode.FROZEN), SurfaceCurvature.NONE, tolerance);
    }

    private static BowlRun begin(
            SparkSession spark,
            Path folder,
            AxisConfig x,
            AxisConfig y,
            List<BnMode> bn,
            SurfaceCurvature curvature,
            double tolerance) {
        Run run = Run.open(
                RunFolder.at(folder.toString(), new Configuration()), JsonNodeFactory.instance.objectNode(), Map.of());
        List<FileRecord> files = new Publisher(spark, run.folder())
                .write(Table.WEIGHTS, VARIANT.id(), List.of(weightsRow(0), weightsRow(1)));
        run.commit(draft -> {
            draft.add(Table.WEIGHTS.folder(), files);
            draft.variant(VARIANT.id(), new VariantRecord(VariantRecord.DONE, 9, 1, 1));
        });
        SurfaceConfig surface = new SurfaceConfig(
                EngineKind.SIMD,
                LossKind.CROSS_ENTROPY,
                Split.TEST,
                bn,
                EXAMPLES,
                new ExamplesUntil(0, EXAMPLES),
                Normalize.FILTER,
                Set.of(Ignore.BIAS, Ignore.BN),
                List.of(SEED),
                List.of(),
                x,
                y,
                tolerance,
                curvature,
                PRODUCTS);
        return new BowlRun(spark, run, surface);
    }

    /** The same run, opened by another process. */
    BowlRun reopened() {
        Run again = Run.open(run.folder(), JsonNodeFactory.instance.objectNode(), Map.of());
        return new BowlRun(spark, again, surface);
    }

    BowlRun withPartitions(int partitions) {
        sizing = new SparkConfig(partitions, 20);
        return this;
    }

    /** The same run with a network that cannot be evaluated at a point. */
    Poisoned poisonedAt(int i, int j) {
        return () -> compute(firstParameterAt(i, j));
    }

    /** By which an engine knows a point. */
    float firstParameterAt(int i, int j) {
        float[] parameters = new float[4];
        Grid grid = new Grid(surface.x(), surface.y());
        plane().point(WEIGHTS.values(), grid.alpha(i), grid.beta(j), parameters);
        return parameters[0];
    }

    static ParameterLayout layout() {
        return WEIGHTS.layout();
    }

    @FunctionalInterface
    interface Poisoned {
        int compute();
    }

    int compute() {
        return compute(NOWHERE);
    }

    private int compute(float poison) {
        return compute(new BowlEngine(WEIGHTS.layout(), poison));
    }

    int compute(Engine engine) {
        try (SurfaceStage stage = new SurfaceStage(spark, run, config(), data(), variant -> engine, new Quiet())) {
            return stage.compute(List.of(VARIANT));
        }
    }

    List<Row> computedRows() {
        compute();
        return sorted(Table.LOSSES);
    }

    Run run() {
        return run;
    }

    List<Row> rows(Table table) {
        return run.read(spark, table, run.manifest().files(table)).collectAsList();
    }

    List<Row> sorted(Table table) {
        Column[] key = table.key().stream().map(functions::col).toArray(Column[]::new);
        return run.read(spark, table, run.manifest().files(table)).sort(key).collectAsList();
    }

    /** Rows that a reader finds who knows only the table's folder. */
    long globbed(Table table) {
        return spark.read()
                .parquet(run.folder().resolve(table.folder() + "/*.parquet").toString())
                .count();
    }

    double loss(String bn, int i, int j) {
        return rows(Table.SURFACE).stream()
                .filter(row ->
                        row.getAs("bn").equals(bn) && row.<Integer>getAs("i") == i && row.<Integer>getAs("j") == j)
                .findFirst()
                .orElseThrow()
                .getAs("loss");
    }

    /** 30 images with each label three times: the mean of {@code 1 + label} is 5.5. */
    double expectedLoss(double alpha, double beta) {
        float[] parameters = new float[4];
        plane().point(WEIGHTS.values(), alpha, beta, parameters);
        double squares = 0;
        for (float parameter : parameters) {
            squares += (double) parameter * parameter;
        }
        return 5.5 * squares;
    }

    /** Publishes the same files again with those points alone whose spans are kept. */
    void keepOnly(Table table, Predicate<Span> kept) {
        List<FileRecord> files = run.manifest().files(table);
        List<Span> covers = files.stream()
                .flatMap(file -> file.covers().stream())
                .filter(kept)
                .toList();
        Set<Long> points = covers.stream()
                .flatMap(span ->
                        LongStream.range(span.pointFrom(), span.pointTo()).boxed())
                .collect(Collectors.toSet());
        List<Row> rows = rows(table).stream()
                .filter(row -> points.contains(
                        (long) row.<Integer>getAs("i") * surface.y().points() + row.<Integer>getAs("j")))
                .toList();
        List<FileRecord> fewer = new Publisher(spark, run.folder())
                .write(
                        table,
                        files.get(0).scope(),
                        spark.createDataFrame(rows, table.schema()).coalesce(1),
                        unused -> covers);
        run.commitAndDelete(files, draft -> {
            draft.drop(table.folder(), files);
            draft.add(table.folder(), fewer);
        });
    }

    /** Forgets what is published of surfaces beside partial losses. */
    void forgetSurfaces() {
        List<FileRecord> files = run.manifest().files(Table.SURFACE);
        run.commitAndDelete(files, draft -> {
            draft.drop(Table.SURFACE.folder(), files);
            run.manifest().surfaces().keySet().forEach(scope -> draft.surface(scope, null));
        });
    }

    void flipOneBitOf(Table table) throws java.io.IOException {
        Path file = Path.of(run.folder()
                .resolve(run.manifest().files(table).get(0).path())
                .toUri()
                .getPath());
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    private Plane plane() {
        return PlaneSpecs.of(config()).get(0).through(WEIGHTS, List.of());
    }

    private static Row weightsRow(int index) {
        Parameter parameter = WEIGHTS.layout().parameters().get(index);
        return RowFactory.create(
                VARIANT.id(),
                9,
                index,
                parameter.name(),
                parameter.role().text(),
                parameter.shape().toArray(Integer[]::new),
                WEIGHTS.of(parameter));
    }

    private static DataSet data() {
        return new DataSet(images(TRAINING_EXAMPLES), images(EXAMPLES), Map.of());
    }

    private static LabelledImages images(int count) {
        byte[] labels = new byte[count];
        for (int n = 0; n < count; n++) {
            labels[n] = (byte) (n % 10);
        }
        return TestImages.of(new byte[count], labels, new ImageShape(1, 1, 1), 10);
    }

    private RunConfig config() {
        DataConfig data = DataConfig.of("", 0, 0, SHARDS);
        SweepConfig sweep = new SweepConfig(List.of(4), List.of(Wiring.PLAIN), List.of(1), List.of(1L), List.of(0.05));
        return new RunConfig(Optional.empty(), data, List.of(), sweep, null, surface, null, sizing);
    }

    private static final class Quiet implements SurfaceProgress {
        @Override
        public void planned(
                String scope, String title, long points, long complete, double images, long operationsPerImage) {}

        @Override
        public void dropped(String scope) {}

        @Override
        public void begins(String scope) {}

        @Override
        public void advanced(String scope, long points, long images) {}

        @Override
        public void ends(String scope, int failed) {}
    }
}
