package io.lossatlas.results;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Named;
import io.lossatlas.config.Split;
import io.lossatlas.curvature.CurvaturePart;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a run has found about curvature in all directions: reads tables {@code curvature} and {@code spectrum}. */
public final class CurvatureResults {
    private final SparkSession spark;
    private final Run run;
    private final Function<String, Network> networks;
    private final Once<List<WeightsCurvature>> weights = new Once<>(this::readWeights);
    private final Once<List<SurfaceKey>> grids = new Once<>(this::readGrids);

    CurvatureResults(SparkSession spark, Run run, Function<String, Network> networks) {
        this.spark = spark;
        this.run = run;
        this.networks = networks;
    }

    /** All rows of table {@code curvature}. */
    public Dataset<Row> rows() {
        return run.read(spark, Table.CURVATURE, run.manifest().files(Table.CURVATURE));
    }

    /** All rows of table {@code spectrum}. */
    public Dataset<Row> spectrumRows() {
        return run.read(spark, Table.SPECTRUM, run.manifest().files(Table.SPECTRUM));
    }

    /** Curvature at weights of the networks themselves, by {@link Network#ORDER}, step, split and statistics. */
    public List<WeightsCurvature> weights() {
        return weights.get();
    }

    private List<WeightsCurvature> readWeights() {
        if (run.manifest().files(Table.CURVATURE).isEmpty()) {
            return List.of();
        }
        Map<List<Object>, List<WeightsCurvature.Value>> values = new LinkedHashMap<>();
        rows().where(col("plane").isNull())
                .orderBy("variant", "step", "split", "bn", "operator", "quantity", "rank")
                .collectAsList()
                .forEach(row -> values.computeIfAbsent(
                                List.of(row.getAs("variant"), row.getAs("step"), row.getAs("split"), row.getAs("bn")),
                                unused -> new ArrayList<>())
                        .add(value(row)));
        List<WeightsCurvature> found = new ArrayList<>();
        values.forEach((at, all) -> found.add(new WeightsCurvature(
                networks.apply((String) at.get(0)),
                (Integer) at.get(1),
                Named.of(Split.values(), (String) at.get(2)),
                Named.of(BnMode.values(), (String) at.get(3)),
                all)));
        found.sort(Comparator.comparing(WeightsCurvature::network, Network.ORDER));
        return List.copyOf(found);
    }

    private static WeightsCurvature.Value value(Row row) {
        Integer rank = row.getAs("rank");
        return new WeightsCurvature.Value(
                row.getAs("operator"),
                row.getAs("quantity"),
                rank == null ? 0 : rank,
                row.<Double>getAs("value"),
                row.<Double>getAs("error"),
                row.<Integer>getAs("iterations"),
                row.<Long>getAs("examples"));
    }

    /** The spectra that are published, by {@link Network#ORDER}, step, split, statistics and matrix. */
    public List<CurvaturePart> spectra() {
        return run.manifest().files(Table.SPECTRUM).stream()
                .map(FileRecord::scope)
                .distinct()
                .map(CurvaturePart::of)
                .sorted(Comparator.comparing((CurvaturePart part) -> networks.apply(part.variant()), Network.ORDER)
                        .thenComparingInt(CurvaturePart::step)
                        .thenComparing(CurvaturePart::scope))
                .toList();
    }

    /** A spectrum. */
    public Spectrum spectrum(CurvaturePart part) {
        Map<Integer, List<Row>> probes = new TreeMap<>();
        run.read(spark, Table.SPECTRUM, run.manifest().files(Table.SPECTRUM, part.scope()))
                .orderBy("probe", "k")
                .collectAsList()
                .forEach(row -> probes.computeIfAbsent(row.getAs("probe"), unused -> new ArrayList<>())
                        .add(row));
        if (probes.isEmpty()) {
            throw new IllegalArgumentException(part.title() + ": no spectrum is published");
        }
        WeightsCurvature at =
                weights().stream().filter(each -> each.holds(part)).findFirst().orElseThrow();
        return new Spectrum(
                at.network(),
                part,
                probes.values().stream()
                        .map(rows -> new Spectrum.Probe(column(rows, "node"), column(rows, "weight")))
                        .toList(),
                at.of(part.operator(), WeightsCurvature.LAMBDA_MAX),
                at.of(part.operator(), WeightsCurvature.LAMBDA_MIN),
                at.dimension(),
                probes.values().iterator().next().get(0).<Long>getAs("examples"));
    }

    private static double[] column(List<Row> rows, String name) {
        return rows.stream().mapToDouble(row -> row.<Double>getAs(name)).toArray();
    }

    /** The grids over which curvature is known at a point or more, by name. */
    public List<SurfaceKey> grids() {
        return grids.get();
    }

    private List<SurfaceKey> readGrids() {
        if (run.manifest().files(Table.CURVATURE).isEmpty()) {
            return List.of();
        }
        return rows()
                .where(col("plane").isNotNull())
                .select("plane", "variant", "step", "split", "bn")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> new PlaneKey(row.getAs("plane"), row.getAs("variant"), row.<Integer>getAs("step"))
                        .surface(
                                Named.of(Split.values(), row.getAs("split")),
                                Named.of(BnMode.values(), row.getAs("bn"))))
                .sorted(Comparator.comparing(SurfaceKey::scope))
                .toList();
    }

    /** The ends of the Hessian's spectrum over a grid. */
    public CurvatureGrid grid(SurfaceKey key) {
        Grid grid = run.manifest().grid(key.planeKey());
        Sampling whole = Sampling.whole(grid);
        CurvatureGrid found = CurvatureGrid.unknown(key, whole.alphas(grid), whole.betas(grid));
        rows().where(col("plane")
                        .equalTo(key.plane())
                        .and(col("variant").equalTo(key.variant()))
                        .and(col("step").equalTo(key.step()))
                        .and(col("split").equalTo(key.split().text()))
                        .and(col("bn").equalTo(key.bn().text()))
                        .and(col("operator").equalTo(WeightsCurvature.HESSIAN))
                        .and(col("rank").equalTo(1)))
                .collectAsList()
                .forEach(row -> {
                    int point = whole.place(row.<Integer>getAs("i"), row.<Integer>getAs("j"));
                    String quantity = row.getAs("quantity");
                    if (quantity.equals(WeightsCurvature.LAMBDA_MAX)) {
                        found.lambdaMax()[point] = row.<Double>getAs("value");
                    } else if (quantity.equals(WeightsCurvature.LAMBDA_MIN)) {
                        found.lambdaMin()[point] = row.<Double>getAs("value");
                        found.error()[point] = row.<Double>getAs("error");
                    }
                });
        return found;
    }
}
