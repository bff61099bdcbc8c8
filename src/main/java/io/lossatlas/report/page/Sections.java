package io.lossatlas.report.page;

import io.lossatlas.config.RunConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.FailedPoints;
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

/** The parts of a page that are written as HTML: everything but the charts. */
final class Sections {
    private static final int MOST_FINDINGS = 8;
    private static final List<String> FAILURES =
            List.of("variant", "plane", "split", "batch norm", "points", "most attempts", "cause");

    private final RunFolder folder;
    private final Results results;
    private final RunConfig config;
    private final Contents contents;

    Sections(RunFolder folder, Contents contents) {
        this.folder = folder;
        this.results = contents.results();
        this.config = results.config();
        this.contents = contents;
    }

    /** The page around its data. */
    String page(String json) {
        Map<String, String> parts = new HashMap<>();
        parts.put("title", Html.text(folder.root().getName()));
        parts.put("headline", Html.text(Headline.title(results.outcomes())));
        parts.put("summary", Html.paragraphs(Headline.sentences(results.outcomes(), results.summaries())));
        parts.put("guessing", Html.text(results.guessing().text()));
        parts.put("networks", networks());
        parts.put("training", findings(TrainingWords.of(results.outcomes())));
        parts.put("surfaces", findings(SurfaceWords.of(results.summaries())));
        parts.put("lines", lines());
        parts.put("bn", findings(BnWords.of(results.summaries())));
        parts.put("gradients", findings(GradientWords.of(contents.gradients())));
        parts.put("metrics", findings(MetricWords.of(results.metrics())));
        parts.put("ranges", ranges());
        parts.put("sampling", Html.text(sampling()));
        parts.put("failures", failures());
        parts.put("provenance", new ProvenanceSection(results.manifest(), folder.toString(), config).html());
        parts.put("data", Html.json(json));
        parts.put("style", Template.resource("page.css"));
        parts.put("plotly", Template.resource("plotly-gl3d.min.js"));
        parts.put("program", PageScript.text());
        return Template.fill(Template.resource("page.html"), parts);
    }

    private static String findings(List<String> findings) {
        return Html.list(findings, MOST_FINDINGS);
    }

    private String lines() {
        List<String> words = LineWords.of(results);
        return words.isEmpty() ? "" : "<h3>On the way between networks</h3>\n" + findings(words);
    }

    private String networks() {
        List<List<String>> rows = results.outcomes().stream()
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
        List<String> header = List.of(
                "network",
                "training",
                "step",
                "train loss (nats)",
                "train accuracy",
                "test loss (nats)",
                "test accuracy (95 % interval)");
        return Html.table("Networks after their last evaluated step", header, rows);
    }

    private String ranges() {
        List<List<String>> rows = results.summaries().stream()
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
        List<String> header = List.of(
                "network", "plane", "split", "batch norm", "centre", "least loss", "largest loss", "decades", "holes");
        return rows.isEmpty() ? "" : Html.table("Range of every surface, loss in nats", header, rows);
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

    private String sampling() {
        String words = "%s points a surface, of %s examples of the %s split"
                .formatted(
                        grids(),
                        Numbers.count(config.surface().examples()),
                        config.surface().split().text());
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
        return held.isEmpty()
                ? words + "."
                : "%s; to stay small this page holds %s, the tables hold all. Ranges and words are of all points."
                        .formatted(words, held);
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

    private String failures() {
        FailedPoints failures = results.failures();
        if (failures.points() == 0) {
            return "";
        }
        String caption = "Points that could not be computed: " + Numbers.count(failures.points());
        return "<section id=\"failures\"><h2>Failed points</h2>%n%s%n<p>%s</p></section>"
                .formatted(
                        Html.table(
                                caption,
                                FAILURES,
                                failures.first().stream().map(Sections::cause).toList()),
                        "The same run command tries them again.");
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
                cause.text());
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.plain(value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : Numbers.percent(share);
    }
}
