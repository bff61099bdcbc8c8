package io.lossatlas.report.page;

import io.lossatlas.config.RunConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.sums.Steering;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.FailedPoints;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.SurfaceSummary;
import io.lossatlas.store.RunFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the template of a page puts in: texts, lists of texts and rows of tables, none of them HTML but the page's own scripts. */
final class PageModel {
    private final RunFolder folder;
    private final Results results;
    private final RunConfig config;
    private final Contents contents;

    PageModel(RunFolder folder, Contents contents) {
        this.folder = folder;
        this.results = contents.results();
        this.config = results.config();
        this.contents = contents;
    }

    /**
     * Everything by the name that the template gives it.
     *
     * @param json the data of the charts, safe inside a script element
     */
    Map<String, Object> values(String json) {
        Map<String, Object> values = new HashMap<>();
        values.put("title", folder.root().getName());
        values.put("headline", Headline.title(results.outcomes()));
        values.put("summary", Headline.sentences(results.outcomes(), results.current(), results.metrics()));
        values.put("guessing", results.guessing().isKnown() ? results.guessing().text() : "");
        values.put("measure", results.guessing().isKnown() ? "in nats" : "as mean squared error");
        values.put("networks", networks());
        values.put("training", TrainingWords.of(results.outcomes()));
        values.put("surfaces", SurfaceWords.of(results.current()));
        values.put("lines", LineWords.of(results));
        values.put("eigenvalues", EigenvalueTable.of(results.curvature().weights()));
        values.put("paths", PathWords.of(results.metrics()));
        values.put("directions", directions());
        values.put("convexity", ConvexityWords.of(results.metrics()));
        values.put("bn", BnWords.of(results.current()));
        values.put("gradients", GradientWords.of(contents.gradients()));
        values.put("metrics", MetricWords.of(contents.metrics()));
        values.put("ranges", ranges());
        values.put("sampling", sampling());
        values.put("failed", Numbers.count(results.failures().points()));
        values.put("failures", failures());
        values.put("provenance", ProvenanceTerms.of(folder.toString(), results));
        values.put("configuration", ProvenanceTerms.flat("", results.manifest().configuration()));
        values.put("data", json);
        values.put("style", Template.resource("page.css"));
        values.put("plotly", Template.resource("plotly-gl3d.min.js"));
        values.put("program", PageScript.text());
        return values;
    }

    /** Of the curvature in all directions: what pairs differ in, then each network, then what has no numbers. */
    private List<String> directions() {
        List<MetricValue> metrics = results.metrics();
        List<String> words = new ArrayList<>(CurvatureWords.pairs(metrics));
        words.addAll(CurvatureWords.networks(metrics));
        words.addAll(CurvatureWords.notFinite(metrics, results.analysedCurvature()));
        return words;
    }

    /** Of those that were trained here. */
    private List<List<String>> networks() {
        return results.outcomes().stream()
                .filter(outcome -> outcome.network().depth() > 0)
                .map(outcome -> List.of(
                        outcome.network().id(),
                        outcome.diverged() ? "diverged" : outcome.status(),
                        Numbers.count(outcome.step()),
                        number(outcome.trainLoss()),
                        percent(outcome.trainAccuracy()),
                        number(outcome.testLoss()),
                        outcome.testExamples() == 0
                                ? ""
                                : ConfidenceInterval.of(outcome).percent()))
                .toList();
    }

    private List<List<String>> ranges() {
        return results.current().stream()
                .map(landscape -> List.of(
                        landscape.network().id(),
                        landscape.key().plane(),
                        landscape.key().split().text(),
                        landscape.key().bn().text(),
                        number(landscape.centre()),
                        number(landscape.lowest()),
                        number(landscape.highest()),
                        Double.isFinite(landscape.decades())
                                ? String.format(Locale.ROOT, "%.1f", landscape.decades())
                                : "",
                        holes(landscape)))
                .toList();
    }

    private static String holes(SurfaceSummary landscape) {
        List<String> holes = new ArrayList<>();
        if (landscape.nonFinite() > 0) {
            holes.add(Numbers.count(landscape.nonFinite()) + " not finite");
        }
        if (landscape.missing() > 0) {
            holes.add(Numbers.count(landscape.missing()) + " not published");
        }
        return String.join(", ", holes);
    }

    private String examples() {
        String most = Numbers.count(config.surface().mostExamples());
        return Steering.of(config.surface(), config.data().shards())
                .map(steering -> "%s to %s".formatted(Numbers.count(steering.leastExamples()), most))
                .orElse(most);
    }

    private String sampling() {
        String words = "%s points a surface, of %s examples of the %s split"
                .formatted(grids(), examples(), config.surface().split().text());
        String held = contents.planes().values().stream()
                .map(Contents.Points::sampling)
                .filter(Sampling::decimates)
                .map(sampling -> "%d × %d of them (every %d)"
                        .formatted(
                                sampling.x().count(),
                                sampling.y().count(),
                                sampling.x().step()))
                .distinct()
                .collect(Collectors.joining(" and "));
        String last = held.isEmpty()
                ? words + "."
                : "%s; to stay small this page holds %s, the tables hold all. Ranges and words are of all points."
                        .formatted(words, held);
        return Stream.of(Stream.of(last), contents.filledIn().stream(), contents.leftOut().stream())
                .flatMap(sentences -> sentences)
                .collect(Collectors.joining(" "));
    }

    /** The sizes of the planes' grids; that of the configuration where there is no plane yet. */
    private String grids() {
        Stream<Grid> grids = contents.planes().isEmpty()
                ? Stream.of(new Grid(config.surface().x(), config.surface().y()))
                : contents.planes().values().stream().map(Contents.Points::grid);
        return grids.map(grid -> "%d × %d".formatted(grid.x().points(), grid.y().points()))
                .distinct()
                .collect(Collectors.joining(" or "));
    }

    private List<List<String>> failures() {
        return results.failures().first().stream().map(PageModel::cause).toList();
    }

    private static List<String> cause(FailedPoints.Cause cause) {
        SurfaceKey key = cause.key();
        return List.of(
                key.variant(),
                key.plane(),
                key.split().text(),
                key.bn().text(),
                Numbers.count(cause.points()),
                Integer.toString(cause.attempts()),
                cause.ofMap() ? "curvature: " + cause.text() : cause.text());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.plain(value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : Numbers.percent(share);
    }
}
