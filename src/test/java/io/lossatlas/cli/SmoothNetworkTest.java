package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.NpzFolder;
import io.lossatlas.store.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The surface of a network without kinks curves along an eigenvector of the Hessian as its eigenvalue says. */
class SmoothNetworkTest {
    private static final Path MIXER = Path.of("src/test/resources/io/lossatlas/onnx/mixer-script.onnx");
    private static final double STEP = 0.0005;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void mapTheNeighbourhood() throws IOException {
        NpzFolder.write(folder.resolve("data"), new ImageShape(3, 16, 16), 5, 100, 64);
        String axis = "{min=-0.001,max=0.001,points=5}";
        Cli run = Cli.tiny(
                "local[2]",
                "run",
                folder.resolve("run"),
                "--network=" + MIXER,
                "data.path=" + folder.resolve("data"),
                "data.train-examples=0",
                "data.test-examples=0",
                "data.classes=5",
                "surface.examples=100",
                "surface.bn=frozen",
                "surface.planes=[{type=hessian,axes=extremes,x=" + axis + ",y=" + axis + "}]",
                "curvature.examples=100",
                "curvature.probes=0",
                "curvature.operators=[hessian]");
        assertThat(run.exitCode).as(run.err).isZero();
    }

    private static double eigenvalue(String quantity) {
        return Cli.rows(folder.resolve("run"), Table.CURVATURE).stream()
                .filter(row -> row.<String>getAs("quantity").equals(quantity))
                .findFirst()
                .orElseThrow()
                .getAs("value");
    }

    private static double squaredLength(String axis) {
        return Cli.rows(folder.resolve("run"), Table.DIRECTIONS).stream()
                .filter(row -> row.<String>getAs("axis").equals(axis))
                .flatMap(row -> row.<Float>getList(row.fieldIndex("values")).stream())
                .mapToDouble(value -> (double) value * value)
                .sum();
    }

    private static double difference(Map<List<Integer>, Double> losses, int i, int j) {
        double steps = (i + j) * STEP;
        return (losses.get(List.of(2 + i, 2 + j)) - 2 * losses.get(List.of(2, 2)) + losses.get(List.of(2 - i, 2 - j)))
                / (steps * steps);
    }

    /**
     * Second differences at one step and at two, without their common error of second order (Richardson). What is left is that of fourth
     * order and the rounding of losses in float, some 1e-8 over the 2.5e-7 times the squared length of some tens: together below a half per
     * cent.
     */
    @Test
    void theSecondDifferenceAlongAnAxisIsItsEigenvalue() {
        Map<List<Integer>, Double> losses = Cli.rows(folder.resolve("run"), Table.SURFACE).stream()
                .collect(Collectors.toMap(
                        (Row row) -> List.of(row.<Integer>getAs("i"), row.<Integer>getAs("j")),
                        row -> row.<Double>getAs("loss")));

        double alongX = (4 * difference(losses, 1, 0) - difference(losses, 2, 0)) / 3;
        double alongY = (4 * difference(losses, 0, 1) - difference(losses, 0, 2)) / 3;

        double largest = eigenvalue("lambda_max");
        double smallest = eigenvalue("lambda_min");
        assertThat(largest).isPositive();
        assertThat(smallest).isNegative();
        assertThat(alongX / squaredLength("x")).isCloseTo(largest, within(0.005 * largest));
        assertThat(alongY / squaredLength("y")).isCloseTo(smallest, within(0.005 * largest));
    }
}
