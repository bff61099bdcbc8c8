package io.lossatlas.surface;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.BnMode;
import io.lossatlas.surface.FaultyEngine.Fault;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** An application for a cluster: a surface with something happening at one of its points. */
public final class FaultySurface {
    /** Points along x. */
    public static final int X_POINTS = 7;
    /** Points along y. */
    public static final int Y_POINTS = 4;
    /** Where it happens. */
    public static final int I = 3;

    /** Where it happens. */
    public static final int J = 2;

    /** What the process ends with when points could not be computed. */
    public static final int INCOMPLETE = 3;

    private FaultySurface() {}

    /** Takes the run's folder, the name of a fault and a folder for signals. */
    public static void main(String[] args) {
        int failed;
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            BowlRun run = BowlRun.begin(
                    spark,
                    Path.of(args[0]),
                    new AxisConfig(-0.5, 0, X_POINTS),
                    new AxisConfig(0, 1, Y_POINTS),
                    List.of(BnMode.FROZEN));
            failed = run.compute(new FaultyEngine(
                    new BowlEngine(BowlRun.layout(), Float.NaN),
                    run.firstParameterAt(I, J),
                    Fault.valueOf(args[1]),
                    args[2]));
        }
        System.exit(failed == 0 ? 0 : INCOMPLETE);
    }
}
