package io.lossatlas.report.page;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.report.GradientGrid;
import io.lossatlas.report.Network;
import io.lossatlas.report.TrainingCurve;
import io.lossatlas.report.figure.Viridis;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.store.Run;
import io.lossatlas.surface.SurfaceKey;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * What a page is made of, read from the tables.
 *
 * @param outcomes of all networks
 * @param landscapes of all surfaces, over all their points
 * @param sampling which points the page holds
 * @param surfaces those points
 * @param curves along the training
 * @param gradients of the networks that have any
 * @param metrics all rows, or those over all planes where a page cannot hold more
 * @param failures points that could not be computed
 */
record Contents(
        List<Outcome> outcomes,
        List<Landscape> landscapes,
        Sampling sampling,
        List<SurfaceData> surfaces,
        List<Curve> curves,
        List<GradientGrid> gradients,
        List<MetricRow> metrics,
        Failures failures) {
    /** Points of all surfaces together: some 9 bytes of the page each. */
    static final long MOST_POINTS = 220_000;

    private static final int MOST_NORMS = 200_000;
    private static final int MOST_STEPS = 64;
    private static final int LEAST_STEPS = 13;

    static Contents read(SparkSession spark, Run run, RunConfig config) {
        List<Landscape> landscapes = Landscape.read(spark, run);
        List<Outcome> outcomes = outcomes(Outcome.read(spark, run), landscapes);
        Grid grid = new Grid(config.surface().x(), config.surface().y());
        Sampling sampling = Sampling.within(grid, Math.max(1, landscapes.size()), MOST_POINTS);
        Results results = new Results(spark, run, config);
        return new Contents(
                outcomes,
                landscapes,
                sampling,
                landscapes.stream()
                        .map(landscape -> SurfaceData.of(results.surface(SurfaceKey.of(landscape.scope()), sampling)))
                        .toList(),
                TrainingCurve.read(spark, run).stream().map(Curve::of).toList(),
                gradients(spark, run, outcomes),
                MetricRow.read(spark, run),
                Failures.read(spark, run));
    }

    private static List<Outcome> outcomes(List<Outcome> trained, List<Landscape> landscapes) {
        Set<Network> known = trained.stream().map(Outcome::network).collect(Collectors.toSet());
        Stream<Outcome> others = landscapes.stream()
                .map(Landscape::network)
                .distinct()
                .filter(network -> !known.contains(network))
                .map(Outcome::untrained);
        return Stream.concat(trained.stream(), others)
                .sorted(Comparator.comparing(Outcome::network, Network.ORDER))
                .toList();
    }

    private static List<GradientGrid> gradients(SparkSession spark, Run run, List<Outcome> outcomes) {
        int layers = Math.max(
                1,
                outcomes.stream().map(Outcome::network).mapToInt(Network::depth).sum());
        int steps = Math.max(LEAST_STEPS, Math.min(MOST_STEPS, MOST_NORMS / layers));
        return outcomes.stream()
                .map(outcome -> GradientGrid.read(spark, run, outcome.network().id(), steps))
                .filter(grid -> !grid.empty())
                .toList();
    }

    /** Whether the page holds fewer points than the tables. */
    boolean decimated() {
        return sampling.decimates();
    }

    PageData data(RunConfig config) {
        MetricTables tables = MetricTables.of(metrics);
        return new PageData(
                Viridis.listed(),
                config.surface().normalize().text(),
                outcomes.stream().map(PageData.NetworkData::of).toList(),
                axes(config.surface()),
                surfaces,
                curves,
                gradients.stream().map(GradientData::of).toList(),
                tables.metrics(),
                tables.numbers(metrics));
    }

    private PageData.Axes axes(SurfaceConfig config) {
        Grid grid = new Grid(config.x(), config.y());
        return new PageData.Axes(sampling.alphas(grid), sampling.betas(grid));
    }
}
