package io.lossatlas.report.page;

import java.util.List;
import java.util.stream.Collectors;

/** The scripts of a page, in the order in which each may use those before it. */
final class PageScript {
    private static final List<String> FILES = List.of(
            "data.js",
            "scale.js",
            "chart.js",
            "contour.js",
            "line.js",
            "cube.js",
            "steps.js",
            "path.js",
            "landscapes.js",
            "slices.js",
            "curves.js",
            "curvature.js",
            "gradients.js",
            "metrics.js",
            "main.js");

    private PageScript() {}

    static String text() {
        return FILES.stream().map(Template::resource).collect(Collectors.joining("\n"));
    }
}
