package io.lossatlas.report;

import io.lossatlas.config.Split;
import io.lossatlas.report.figure.GradientPicture;
import io.lossatlas.report.figure.TrainingPicture;
import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.Network;
import io.lossatlas.results.Results;
import io.lossatlas.results.TrainingCurve;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The pictures of the training: gradients and curves, one of each for all depths of a width, seed and learning rate. */
final class TrainingPictures {
    private static final int MOST_STEPS = 64;

    private final Results results;

    TrainingPictures(Results results) {
        this.results = results;
    }

    /** Draws and writes them. */
    void write(PictureFiles files) {
        bySetting(results.gradients(MOST_STEPS), GradientGrid::network).forEach((rest, grids) -> {
            List<GradientGrid> some = grids.subList(0, Math.min(GradientPicture.MOST_PANELS, grids.size()));
            files.write(name("gradients", rest), rest, new GradientPicture(some));
        });
        List<TrainingCurve> test = results.curves().stream()
                .filter(curve -> curve.split().equals(Split.TEST.text()))
                .sorted(Comparator.comparing(TrainingCurve::network, Network.ORDER))
                .toList();
        bySetting(test, TrainingCurve::network)
                .forEach((rest, curves) -> files.write(
                        name("training", rest), rest, new TrainingPicture(curves, results.trainingGuessing())));
    }

    private static <T> Map<String, List<T>> bySetting(List<T> all, Function<T, Network> network) {
        return all.stream()
                .collect(Collectors.groupingBy(each -> network.apply(each).rest(), TreeMap::new, Collectors.toList()));
    }

    private static String name(String kind, String rest) {
        return kind + "-" + rest.replaceAll("[^\\w.-]", "_");
    }
}
