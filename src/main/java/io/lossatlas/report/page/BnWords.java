package io.lossatlas.report.page;

import io.lossatlas.config.BnMode;
import io.lossatlas.results.SurfaceSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What recalibrating batch normalisation changes: decades of loss on the same points of the same network. */
final class BnWords {
    /** Ranges that differ by less (in decades) are called alike. */
    static final double ALIKE_WITHIN = 1;

    private BnWords() {}

    /** A statement for each network that has both surfaces on a plane; the first plane stands for it. */
    static List<String> of(List<SurfaceSummary> landscapes) {
        Map<String, SurfaceSummary> frozen = new LinkedHashMap<>();
        Map<String, SurfaceSummary> recalibrated = new LinkedHashMap<>();
        for (SurfaceSummary landscape :
                landscapes.stream().filter(each -> !each.isLine()).toList()) {
            String name =
                    landscape.network().id() + "/" + landscape.key().split().text();
            if (landscape.key().bn() == BnMode.FROZEN) {
                frozen.putIfAbsent(name, landscape);
            } else if (landscape.key().bn() == BnMode.RECALIBRATED) {
                recalibrated.putIfAbsent(name, landscape);
            }
        }
        List<String> findings = new ArrayList<>();
        frozen.forEach((name, one) -> {
            SurfaceSummary other = recalibrated.get(name);
            if (other != null && other.key().plane().equals(one.key().plane())) {
                findings.add(compared(one, other));
            }
        });
        return List.copyOf(findings);
    }

    /** What is to be said of a network's two surfaces. */
    static String compared(SurfaceSummary frozen, SurfaceSummary recalibrated) {
        double before = frozen.decades();
        double after = recalibrated.decades();
        String name =
                "%s on plane %s".formatted(frozen.network().id(), frozen.key().plane());
        if (!(Double.isFinite(before) && Double.isFinite(after))) {
            return "%s: one of the two surfaces has no range in decades to compare.".formatted(name);
        }
        String ranges = String.format(
                Locale.ROOT, "%s: %.1f decades of loss with frozen statistics, %.1f recalibrated", name, before, after);
        if (before - after >= ALIKE_WITHIN) {
            return ranges
                    + String.format(
                            Locale.ROOT,
                            ". Recalibrating takes %.1f decades away: so much of the frozen picture comes from statistics "
                                    + "that no longer fit away from the trained weights.",
                            before - after);
        }
        return after - before >= ALIKE_WITHIN
                ? ranges + ": recalibrating widens the range."
                : ranges + ": no difference of a decade is seen.";
    }
}
