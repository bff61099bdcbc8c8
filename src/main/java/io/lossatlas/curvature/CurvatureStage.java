package io.lossatlas.curvature;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.curvature.CurvaturePoint.Examples;
import io.lossatlas.curvature.LanczosRuns.Eigenvalue;
import io.lossatlas.curvature.Tridiagonal.Ritz;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.GraphNetwork;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.StoredWeights;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Tables {@code curvature} and {@code spectrum} at the networks' own weights: eigenvalues at the ends of the spectrum, traces and
 * quadratures of the Hessian and of the Gauss-Newton matrix, sharpness along the gradient. Each part is published when it is
 * there; what is under way is left off from time to time and gone on with.
 */
public final class CurvatureStage {
    /** Examples of the batch that batch normalisation is recalibrated with. */
    private static final int CALIBRATION_EXAMPLES = 256;

    private final SparkSession spark;
    private final Run run;
    private final CurvatureConfig config;
    private final LossKind loss;
    private final DataSet data;
    private final RunNetworks known;
    private final Function<MappedNetwork, Engine> engines;
    private final CurvatureProgress progress;
    private final Publisher publisher;

    /**
     * A stage on an open run.
     *
     * @param known the networks of the run and their stored steps
     * @param engines what runs the networks
     */
    public CurvatureStage(
            SparkSession spark,
            Run run,
            RunConfig config,
            DataSet data,
            RunNetworks known,
            Function<MappedNetwork, Engine> engines,
            CurvatureProgress progress) {
        this.spark = spark;
        this.run = run;
        this.config = config.curvature();
        this.loss = config.surface().loss();
        this.data = data;
        this.known = known;
        this.engines = engines;
        this.progress = progress;
        this.publisher = new Publisher(spark, run.folder());
    }

    /** Computes and publishes what is missing of the networks that are trained; gives the number of parts that this took. */
    public int compute(List<? extends MappedNetwork> networks) {
        List<CurvaturePart> missing = CurvaturePlan.parts(config, known).stream()
                .filter(part -> run.manifest().trainedStep(part.variant()).isPresent())
                .filter(part -> !isPublished(run, part))
                .toList();
        Map<String, MappedNetwork> byId = new HashMap<>();
        networks.forEach(network -> byId.put(network.id(), network));
        progress.planned(
                missing.size(),
                missing.stream()
                        .mapToInt(part -> CurvaturePlan.products(config, part))
                        .sum(),
                missing.stream()
                        .mapToDouble(part -> CurvaturePlan.work(config, part) * operations(byId.get(part.variant())))
                        .sum());
        if (missing.isEmpty()) {
            return 0;
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<Examples> examples = context.broadcast(new Examples(
                data.of(config.split()).first(config.examples()),
                data.train().first(Math.min(CALIBRATION_EXAMPLES, data.train().count()))));
        for (CurvaturePart part : missing) {
            spark.sparkContext().setJobDescription("curvature " + part.title());
            compute(part, byId.get(part.variant()), context, examples);
        }
        spark.sparkContext().setJobDescription(null);
        examples.destroy();
        return missing.size();
    }

    /** Whether a part is published. */
    public static boolean isPublished(Run run, CurvaturePart part) {
        return !run.manifest().files(Table.CURVATURE, part.scope()).isEmpty();
    }

    /** Of a product over the slice. */
    private double operations(MappedNetwork network) {
        LabelledImages train = data.train();
        return (double) network.operations(train.shape(), train.outputs()) * CurvaturePlan.images(1, config.examples());
    }

    private void compute(
            CurvaturePart part, MappedNetwork network, JavaSparkContext context, Broadcast<Examples> examples) {
        Engine engine = engines.apply(network);
        Weights weights = StoredWeights.read(spark, run, part.variant(), part.step(), engine.layout());
        CurvaturePoint point = new CurvaturePoint(engine, weights.values(), part.bn() == BnMode.RECALIBRATED, examples);
        try (ProductJobs jobs = new ProductJobs(context, point)) {
            if (part.operator().equals(CurvaturePart.GRADIENT)) {
                progress.begins(part.title(), 0, 1, operations(network));
                gradient(part, engine, context, point, jobs);
            } else {
                try (DoubleProducts doubles = doubles(network, point, context, examples)) {
                    matrix(part, new Trainable(engine.layout()), jobs, doubles, operations(network));
                }
            }
        }
    }

    private DoubleProducts doubles(
            MappedNetwork network, CurvaturePoint point, JavaSparkContext context, Broadcast<Examples> examples) {
        if (network instanceof GraphNetwork known) {
            LabelledImages train = data.train();
            return new DoubleProducts(context, known.graph(train.shape(), train.outputs()), loss, point, examples);
        }
        throw new IllegalArgumentException("expected a network of known operations, found " + network.id());
    }

    private void gradient(
            CurvaturePart part, Engine engine, JavaSparkContext context, CurvaturePoint point, ProductJobs jobs) {
        ProductJobs.Gradient found = jobs.gradient();
        GradientSharpness sharpness =
                new GradientSharpness(engine.layout(), point.weights(), found.gradient(), found.loss(), weights -> {
                    try (ProductJobs elsewhere = new ProductJobs(context, point.at(weights))) {
                        return elsewhere.gradient().loss();
                    }
                });
        List<Row> rows = new ArrayList<>();
        rows.add(row(part, "loss", null, found.loss(), Double.NaN, 1));
        rows.add(row(part, "gradient_norm", null, sharpness.norm(), Double.NaN, 1));
        if (sharpness.norm() > 0 && Double.isFinite(sharpness.norm())) {
            rows.add(row(part, "sam_sharpness", null, sharpness.sam(), Double.NaN, 1));
            sharpness
                    .critical()
                    .ifPresent(value -> rows.add(row(part, "critical_sharpness", null, value, Double.NaN, 1)));
        }
        publish(part, rows, List.of());
        progress.advanced(part.title(), 1);
        progress.ends(
                part.title(),
                String.format(Locale.ROOT, "loss %.4g, length of the gradient %.4g", found.loss(), sharpness.norm()),
                0);
    }

    private void matrix(
            CurvaturePart part, Trainable trainable, ProductJobs jobs, DoubleProducts doubles, double operations) {
        CurvatureOperator operator = Arrays.stream(CurvatureOperator.values())
                .filter(each -> each.text().equals(part.operator()))
                .findFirst()
                .orElseThrow();
        RunsFile file = new RunsFile(run, publisher, part.scope());
        LanczosRuns runs = file.read(config, trainable.dimension());
        int most = CurvaturePlan.products(config, part);
        progress.begins(part.title(), runs.products(), most, operations);
        boolean finite = runs.complete(
                (vector, precision) -> trainable.of(
                        switch (precision) {
                            case SINGLE -> jobs.product(operator, trainable.spread(vector));
                            case DOUBLE -> doubles.product(operator, trainable.spread(vector));
                        }),
                file,
                precision -> progress.advanced(part.title(), LanczosRuns.work(precision)));
        if (!finite) {
            publish(part, notFinite(part, runs.products() + 1), List.of());
            progress.ends(part.title(), "second derivatives are not finite", most - runs.products());
            return;
        }
        List<Row> rows = new ArrayList<>();
        runs.ends().forEach(ends -> rows.addAll(eigenvalues(part, ends, runs.eigenvalues())));
        List<Row> nodes = nodes(part, runs.quadratures());
        if (config.probes() > 0) {
            rows.add(trace(part, runs.quadratures(), trainable.dimension()));
        }
        rows.add(row(part, "dimension", null, trainable.dimension(), 0, 0));
        publish(part, rows, nodes);
        progress.ends(part.title(), words(rows), most - runs.products());
    }

    /** Where products overflow there are no numbers to be had, which is a finding and no failure. */
    private List<Row> notFinite(CurvaturePart part, int products) {
        List<Row> rows = new ArrayList<>();
        if (config.values() > 0) {
            rows.add(row(part, "lambda_max", 1, Double.NaN, Double.NaN, products));
            rows.add(row(part, "lambda_min", 1, Double.NaN, Double.NaN, products));
        }
        if (config.probes() > 0) {
            rows.add(row(part, "trace", null, Double.NaN, Double.NaN, products));
        }
        return rows;
    }

    /** As the iteration found them where none is told in double. */
    private List<Row> eigenvalues(CurvaturePart part, Tridiagonal ends, List<Eigenvalue> eigenvalues) {
        List<Ritz> ritz = ends.ritz();
        List<Row> rows = new ArrayList<>();
        for (int k = 0; k < Math.min(config.values(), ritz.size()); k++) {
            Eigenvalue largest = eigenvalues.isEmpty() ? Eigenvalue.of(ritz.get(k)) : eigenvalues.get(2 * k);
            Eigenvalue smallest =
                    eigenvalues.isEmpty() ? Eigenvalue.of(ritz.get(ritz.size() - 1 - k)) : eigenvalues.get(2 * k + 1);
            rows.add(row(part, "lambda_max", k + 1, largest.value(), largest.error(), ends.size()));
            rows.add(row(part, "lambda_min", k + 1, smallest.value(), smallest.error(), ends.size()));
        }
        return rows;
    }

    /** Hutchinson's estimate: the mean over probes of {@code v' A v}, which is {@code n} times the first entry of each iteration. */
    private Row trace(CurvaturePart part, List<Tridiagonal> probes, int dimension) {
        double sum = 0;
        double squares = 0;
        for (Tridiagonal probe : probes) {
            double estimate = dimension * probe.diagonal()[0];
            sum += estimate;
            squares += estimate * estimate;
        }
        int n = probes.size();
        double scatter = Math.max(0, squares - sum * sum / n);
        double error = n < 2 ? Double.NaN : StrictMath.sqrt(scatter / ((double) n * (n - 1)));
        return row(part, "trace", null, sum / n, error, n);
    }

    private List<Row> nodes(CurvaturePart part, List<Tridiagonal> probes) {
        List<Row> rows = new ArrayList<>();
        for (int p = 0; p < probes.size(); p++) {
            List<Ritz> ritz = probes.get(p).ritz();
            for (int k = 0; k < ritz.size(); k++) {
                Ritz node = ritz.get(ritz.size() - 1 - k);
                rows.add(RowFactory.create(
                        part.variant(),
                        part.step(),
                        part.split().text(),
                        part.bn().text(),
                        part.operator(),
                        p,
                        k,
                        node.value(),
                        node.weight(),
                        (long) config.examples()));
            }
        }
        return rows;
    }

    private Row row(CurvaturePart part, String quantity, Integer rank, double value, double error, int iterations) {
        return RowFactory.create(
                part.variant(),
                part.step(),
                part.split().text(),
                part.bn().text(),
                null,
                null,
                null,
                part.operator(),
                quantity,
                rank,
                value,
                error,
                iterations,
                (long) config.examples());
    }

    private void publish(CurvaturePart part, List<Row> rows, List<Row> nodes) {
        List<FileRecord> outdated = new RunsFile(run, publisher, part.scope()).files();
        List<FileRecord> files = publisher.write(Table.CURVATURE, part.scope(), rows);
        List<FileRecord> spectrum = nodes.isEmpty() ? List.of() : publisher.write(Table.SPECTRUM, part.scope(), nodes);
        run.commitAndDelete(outdated, draft -> {
            draft.drop(RunFolder.PRODUCTS, outdated);
            draft.add(Table.CURVATURE.folder(), files);
            draft.add(Table.SPECTRUM.folder(), spectrum);
        });
    }

    private static String words(List<Row> rows) {
        List<String> words = new ArrayList<>();
        for (Row row : rows) {
            String quantity = row.getString(8);
            boolean first = row.isNullAt(9) || row.getInt(9) == 1;
            if (first && !quantity.equals("dimension")) {
                words.add(
                        String.format(Locale.ROOT, "%s %.5g +- %.1g", quantity, row.getDouble(10), row.getDouble(11)));
            }
        }
        return String.join(", ", words);
    }
}
