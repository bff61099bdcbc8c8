package io.lossatlas.report.page;

import io.lossatlas.config.RunConfig;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.store.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The parts of a page that are written as HTML: everything but the charts. */
final class Sections {
    private static final int MOST_FINDINGS = 8;

    private final Run run;
    private final RunConfig config;
    private final Contents contents;

    Sections(Run run, RunConfig config, Contents contents) {
        this.run = run;
        this.config = config;
        this.contents = contents;
    }

    /** The page around its data. */
    String page(String json) {
        Map<String, String> parts = new HashMap<>();
        parts.put("title", Html.text(run.folder().root().getName()));
        parts.put("headline", Html.text(Headline.title(contents.outcomes())));
        parts.put("summary", Html.paragraphs(Headline.sentences(contents.outcomes(), contents.landscapes())));
        parts.put("networks", networks());
        parts.put("training", findings(TrainingWords.of(contents.outcomes())));
        parts.put("surfaces", findings(SurfaceWords.of(contents.landscapes())));
        parts.put("bn", findings(BnWords.of(contents.landscapes())));
        parts.put("gradients", findings(GradientWords.of(contents.gradients())));
        parts.put("metrics", findings(MetricWords.of(contents.metrics())));
        parts.put("ranges", ranges());
        parts.put("sampling", Html.text(sampling()));
        parts.put("failures", failures());
        parts.put(
                "provenance", new ProvenanceSection(run.manifest(), run.folder().toString(), config).html());
        parts.put("data", Html.json(json));
        parts.put("style", Template.resource("page.css"));
        parts.put("plotly", Template.resource("plotly-gl3d.min.js"));
        parts.put("program", Program.text());
        return Template.fill(Template.resource("page.html"), parts);
    }

    private static String findings(List<Finding> findings) {
        return Html.list(findings.stream().map(Finding::text).toList(), MOST_FINDINGS);
    }

    private String networks() {
        List<List<String>> rows = contents.outcomes().stream()
                .map(outcome -> List.of(
                        outcome.network().id(),
                        outcome.diverged() ? "diverged" : outcome.status(),
                        Numbers.count(outcome.step()),
                        number(outcome.trainLoss()),
                        percent(outcome.trainAccuracy()),
                        number(outcome.testLoss()),
                        outcome.testExamples() == 0 ? "" : outcome.accuracy().percent()))
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
        List<List<String>> rows = contents.landscapes().stream()
                .map(landscape -> List.of(
                        landscape.network().id(),
                        landscape.plane(),
                        landscape.split(),
                        landscape.bn(),
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

    private String holes(Landscape landscape) {
        long points =
                (long) config.surface().x().points() * config.surface().y().points();
        List<String> holes = new ArrayList<>();
        if (landscape.nonFinite() > 0) {
            holes.add(Numbers.count(landscape.nonFinite()) + " not finite");
        }
        if (landscape.published() < points) {
            holes.add(Numbers.count(points - landscape.published()) + " not published");
        }
        return String.join(", ", holes);
    }

    private String sampling() {
        int x = config.surface().x().points();
        int y = config.surface().y().points();
        String grid = "%d × %d points a surface, of %s examples of the %s split"
                .formatted(
                        x,
                        y,
                        Numbers.count(config.surface().examples()),
                        config.surface().split().text());
        return contents.decimated()
                ? "%s; to stay small this page holds %d × %d of them (every %d), the tables hold all. Ranges and words are of all points."
                        .formatted(
                                grid,
                                contents.sampling().x().count(),
                                contents.sampling().y().count(),
                                contents.sampling().x().step())
                : grid + ".";
    }

    private String failures() {
        Failures failures = contents.failures();
        if (failures.points() == 0) {
            return "";
        }
        String caption = "Points that could not be computed: " + Numbers.count(failures.points());
        return "<section id=\"failures\"><h2>Failed points</h2>%n%s%n<p>%s</p></section>"
                .formatted(
                        Html.table(caption, Failures.HEADER, failures.first()),
                        "The same run command tries them again.");
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.plain(value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : Numbers.percent(share);
    }
}
