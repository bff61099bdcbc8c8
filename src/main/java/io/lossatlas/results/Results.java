package io.lossatlas.results;

import io.lossatlas.config.RunConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import io.lossatlas.surface.SurfaceKey;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The results that a run has published, read when they are asked for. */
public final class Results {
    private static final int MOST_COLLECTED = 1 << 17;

    private final SparkSession spark;
    private final Run run;
    private final RunConfig config;

    /** Of an open run. */
    public Results(SparkSession spark, Run run, RunConfig config) {
        this.spark = spark;
        this.run = run;
        this.config = config;
    }

    /** The points of a surface. */
    public Grid grid(SurfaceKey key) {
        return new Grid(config.surface().x(), config.surface().y());
    }

    /**
     * Reads a surface; the driver holds the points that are taken and no others.
     *
     * @param sampling which points of its grid are taken
     */
    public Surface surface(SurfaceKey key, Sampling sampling) {
        Grid grid = grid(key);
        Surface surface =
                Surface.unpublished(key, config.surface().normalize(), sampling.alphas(grid), sampling.betas(grid));
        Dataset<Row> rows = run.read(spark, Table.SURFACE, run.manifest().files(Table.SURFACE, key.scope()))
                .where(sampling.takes())
                .select("i", "j", "loss", "loss_se", "accuracy", "examples", "non_finite");
        Iterator<Row> each = sampling.points() > MOST_COLLECTED
                ? rows.toLocalIterator()
                : rows.collectAsList().iterator();
        each.forEachRemaining(row -> {
            int point = sampling.place(row.getAs("i"), row.getAs("j"));
            surface.loss()[point] = row.getAs("loss");
            surface.lossSe()[point] = row.getAs("loss_se");
            surface.accuracy()[point] = row.getAs("accuracy");
            surface.examples()[point] = row.getAs("examples");
            surface.nonFinite()[point] = row.getAs("non_finite");
        });
        return surface;
    }
}
