package io.lossatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.store.Table;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineTest {
    private static final String PLANES = "surface.planes=[{type=random,seeds=[1]},{type=line,to=\"@0\",x.points=5}]";

    @TempDir
    private Path folder;

    @Test
    void aLineExtendsARunAndItsEndsAreTheNetworksThemselves() {
        Path run = folder.resolve("run");
        Cli.tiny("local[2]", "run", run);
        List<Row> before = Cli.rows(run, Table.SURFACE);

        Cli plan = Cli.tiny("local[2]", "run", run, PLANES, "--dry-run");
        Cli extended = Cli.tiny("local[2]", "run", run, PLANES);
        Cli other = Cli.tiny("local[2]", "run", run, PLANES.replace("x.points=5", "x.points=9"));

        assertThat(plan.out).contains("plane      line-step0: 5 points (5 x 1) through 2 networks");
        assertThat(extended.exitCode).isZero();
        assertThat(other.exitCode).isEqualTo(ExitCode.REFUSED);
        assertThat(other.err).contains("surface.planes, line-step0: x.points: published 5, now 9");
        List<Row> rows = Cli.rows(run, Table.SURFACE);
        assertThat(rows).containsAll(before).hasSize(before.size() + 2 * 2 * 5);
        double centre = loss(rows, "random-s1", 0);
        assertThat(loss(rows, "line-step0", 0)).isEqualTo(centre);
        // Two updates at most change the loss by a few percent: the other end is another network.
        assertThat(loss(rows, "line-step0", 1)).isNotCloseTo(centre, within(1e-6));
        assertThat(Cli.of("show", "-o", run.toString()).out).contains("line-step0", "complete");
        assertThat(Cli.rows(run, Table.DIRECTIONS).stream()
                        .filter(row -> row.getAs("plane").equals("line-step0")))
                .isNotEmpty()
                .allMatch(row -> row.getAs("axis").equals("x"))
                .anyMatch(row -> row.getAs("kind").equals("bn_var"));
    }

    private static double loss(List<Row> rows, String plane, double alpha) {
        return rows.stream()
                .filter(row -> row.getAs("plane").equals(plane)
                        && row.<String>getAs("variant").startsWith("d4-skip")
                        && row.getAs("bn").equals("frozen")
                        && row.<Double>getAs("alpha") == alpha
                        && row.<Double>getAs("beta") == 0)
                .findFirst()
                .orElseThrow()
                .getAs("loss");
    }
}
