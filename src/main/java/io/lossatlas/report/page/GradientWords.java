package io.lossatlas.report.page;

import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.GradientGrid;
import java.util.List;
import java.util.Optional;

/**
 * How gradient norms run through a network, from its first layer to its last: the ratio of the two at the first and the
 * last probed update. One measurement each, without an interval.
 */
final class GradientWords {
    /** From this ratio of the ends on, norms are said to explode or to vanish. */
    static final int STEEP = 100;

    private GradientWords() {}

    /** A statement for each network that has gradients. */
    static List<String> of(List<GradientGrid> grids) {
        return grids.stream()
                .map(GradientWords::network)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is to be said of a network; nothing where it has fewer than two layers or no step. */
    static Optional<String> network(GradientGrid grid) {
        if (grid.empty() || grid.names().size() < 2) {
            return Optional.empty();
        }
        int last = grid.steps().length - 1;
        String text = "%s: %s".formatted(grid.network().id(), at(grid, 0));
        return Optional.of(last == 0 ? text + "." : "%s; %s.".formatted(text, at(grid, last)));
    }

    private static String at(GradientGrid grid, int column) {
        double first = grid.norms()[0][column];
        double head = grid.norms()[grid.names().size() - 1][column];
        String when = "at step " + Numbers.count(grid.steps()[column]);
        if (!(Double.isFinite(first) && Double.isFinite(head))) {
            return when + " a gradient norm of the first or the last layer is not finite";
        }
        String ends = "(%s in %s, %s in %s)"
                .formatted(
                        Numbers.plain(first),
                        grid.names().get(0),
                        Numbers.plain(head),
                        grid.names().get(grid.names().size() - 1));
        return "%s the gradient %s %s".formatted(when, verdict(first, head), ends);
    }

    /** How the norm of the first layer stands to that of the last. */
    static String verdict(double first, double last) {
        if (first >= STEEP * last && first > 0) {
            return "explodes towards the input";
        }
        if (last >= STEEP * first && last > 0) {
            return "has vanished towards the input";
        }
        return "stays within a factor of %d from the first layer to the last".formatted(STEEP);
    }
}
