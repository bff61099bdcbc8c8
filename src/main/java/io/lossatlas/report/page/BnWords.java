package io.lossatlas.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What recalibrating batch normalisation changes: decades of loss on the same points of the same network. */
final class BnWords {
    /** Ranges that differ by less (in decades) are called alike. */
    static final double ALIKE_WITHIN = 1;

    private static final String FROZEN = "frozen";
    private static final String RECALIBRATED = "recalibrated";

    private BnWords() {}

    /** A statement for each network that has both surfaces on a plane; the first plane stands for it. */
    static List<Finding> of(List<Landscape> landscapes) {
        Map<String, Landscape> frozen = new LinkedHashMap<>();
        Map<String, Landscape> recalibrated = new LinkedHashMap<>();
        for (Landscape landscape : landscapes) {
            String name = landscape.network().id() + "/" + landscape.split();
            if (landscape.bn().equals(FROZEN)) {
                frozen.putIfAbsent(name, landscape);
            } else if (landscape.bn().equals(RECALIBRATED)) {
                recalibrated.putIfAbsent(name, landscape);
            }
        }
        List<Finding> findings = new ArrayList<>();
        frozen.forEach((name, one) -> {
            Landscape other = recalibrated.get(name);
            if (other != null && other.plane().equals(one.plane())) {
                findings.add(new Finding(Finding.Topic.BN, compared(one, other)));
            }
        });
        return List.copyOf(findings);
    }

    /** What is to be said of a network's two surfaces. */
    static String compared(Landscape frozen, Landscape recalibrated) {
        double before = frozen.decades();
        double after = recalibrated.decades();
        String name = "%s on plane %s".formatted(frozen.network().id(), frozen.plane());
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
