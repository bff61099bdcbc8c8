package io.lossatlas.report;

import io.lossatlas.report.figure.GradientPicture;
import io.lossatlas.report.figure.TrainingPicture;
import io.lossatlas.store.Run;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The pictures of the training: gradients and curves, one of each for all depths of a width, seed and learning rate. */
final class TrainingPictures {
    private static final int MOST_STEPS = 64;

    private final SparkSession spark;
    private final Run run;

    TrainingPictures(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
    }

    /** Draws and writes them. */
    void write(PictureFiles files) {
        groups().forEach((rest, variants) -> {
            List<GradientGrid> grids = variants.stream()
                    .map(variant -> GradientGrid.read(spark, run, variant, MOST_STEPS))
                    .filter(grid -> !grid.empty())
                    .limit(GradientPicture.MOST_PANELS)
                    .toList();
            if (!grids.isEmpty()) {
                files.write(name("gradients", rest), rest, new GradientPicture(grids));
            }
        });
        List<TrainingCurve> curves = TrainingCurve.read(spark, run);
        groups().forEach((rest, variants) -> {
            List<TrainingCurve> test = variants.stream()
                    .flatMap(variant -> curves.stream()
                            .filter(curve -> curve.variant().equals(variant)
                                    && curve.split().equals("test")))
                    .toList();
            if (!test.isEmpty()) {
                files.write(name("training", rest), rest, new TrainingPicture(test));
            }
        });
    }

    private Map<String, List<String>> groups() {
        return run.manifest().variants().keySet().stream()
                .map(Network::named)
                .sorted(Network.ORDER)
                .collect(Collectors.groupingBy(
                        Network::rest, TreeMap::new, Collectors.mapping(Network::id, Collectors.toList())));
    }

    private static String name(String kind, String rest) {
        return kind + "-" + rest.replaceAll("[^\\w.-]", "_");
    }
}
