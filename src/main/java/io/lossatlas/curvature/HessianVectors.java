package io.lossatlas.curvature;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.config.landscape.HessianAxes;
import io.lossatlas.config.landscape.Precision;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.curvature.CurvaturePoint.Examples;
import io.lossatlas.curvature.Tridiagonal.Ritz;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.Eigenvectors;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Eigenvectors of the Hessian at the centre of a plane, by the iteration that finds the ends of its spectrum. What is under way is
 * left off in the run from time to time and gone on with.
 */
public final class HessianVectors {
    private final JavaSparkContext spark;
    private final RunsFile file;
    private final String scope;

    /**
     * Of one plane.
     *
     * @param scope its name in the manifest
     */
    public HessianVectors(JavaSparkContext spark, Run run, Publisher publisher, String scope) {
        this.spark = spark;
        this.file = new RunsFile(run, publisher, scope);
        this.scope = scope;
    }

    /** What one iteration is to find: both ends, since it is the largest and the smallest that tell when it is done. */
    private static CurvatureConfig config(Eigenvectors wanted) {
        return new CurvatureConfig(
                wanted.examples(),
                wanted.split(),
                List.of(wanted.bn()),
                List.of(CurvatureOperator.HESSIAN),
                wanted.axes() == HessianAxes.TOP ? 2 : 1,
                Precision.SINGLE,
                0,
                wanted.iterations(),
                StepChoice.LAST);
    }

    /**
     * Computes them.
     *
     * @param slice examples that the loss is the mean of
     * @param calibration examples that statistics are taken from where they are recalibrated
     * @param progress told of products made and of the most there may be
     * @return two, of unit length, 0 at running statistics
     * @throws RefusedException where second derivatives are not finite or have no two eigenvectors
     */
    public List<Weights> of(
            Engine engine,
            Weights centre,
            Eigenvectors wanted,
            LabelledImages slice,
            LabelledImages calibration,
            BiConsumer<Integer, Integer> progress) {
        CurvatureConfig config = config(wanted);
        Trainable trainable = new Trainable(engine.layout());
        LanczosRuns runs = file.read(config, trainable.dimension());
        Lanczos ends = runs.current();
        Broadcast<Examples> examples = spark.broadcast(new Examples(slice, calibration));
        CurvaturePoint point =
                new CurvaturePoint(engine, centre.values(), wanted.bn() == BnMode.RECALIBRATED, examples);
        try (ProductJobs jobs = new ProductJobs(spark, point)) {
            boolean finite = runs.complete(
                    (vector, precision) ->
                            trainable.of(jobs.product(CurvatureOperator.HESSIAN, trainable.spread(vector))),
                    file,
                    precision -> progress.accept(ends.products(), config.iterations()));
            if (!finite) {
                throw new RefusedException(
                        "plane %s: expected finite second derivatives at its centre, found others".formatted(scope));
            }
        } finally {
            examples.destroy();
        }
        return vectors(ends, wanted.axes(), trainable, centre);
    }

    private List<Weights> vectors(Lanczos ends, HessianAxes axes, Trainable trainable, Weights centre) {
        List<Ritz> ritz = ends.tridiagonal().ritz();
        if (ritz.size() < 2) {
            throw new RefusedException("plane %s: expected a Hessian of two eigenvectors at its centre, found %d"
                    .formatted(scope, ritz.size()));
        }
        List<Weights> vectors = new ArrayList<>();
        for (int k : new int[] {0, axes == HessianAxes.TOP ? 1 : ritz.size() - 1}) {
            float[] vector = ends.vector(ritz.get(k).vector());
            vectors.add(new Weights(centre.layout(), trainable.spread(vector)));
        }
        return vectors;
    }

    /** Files of what was left off, of no more use once the plane is published. */
    public List<FileRecord> files() {
        return file.files();
    }
}
