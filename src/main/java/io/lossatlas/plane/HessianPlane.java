package io.lossatlas.plane;

import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.HessianAxes;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.algebra.LongVectors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The plane along two eigenvectors of the Hessian at its centre: Li, Xu, Taylor, Studer and Goldstein (NeurIPS 2018), section 6;
 * Yao, Gholami, Keutzer and Mahoney, "PyHessian" (2020). The entry of largest size, the first of equals, is positive. Both are
 * scaled to the norm of the weights of convolutions and dense layers, so that alpha = 1 is about as far as on a random plane that
 * is normalised by filters.
 *
 * @param along the eigenvectors
 * @param points where its points lie
 * @param variants networks that it is limited to
 * @param steps of the training through whose weights it goes
 */
public record HessianPlane(Eigenvectors along, Grid points, List<String> variants, StepChoice steps)
        implements PlaneSpec {
    /** Value of {@code type}, and the name of the plane. */
    public static final String TYPE = "hessian";

    /** Key and setting of the choice of eigenvectors. */
    public static final String AXES = "axes";

    /** The plane of an entry. Its slice is that of {@code curvature}, or that of the surface where nothing is asked of curvature. */
    static List<PlaneSpec> read(PlaneConfig entry, RunConfig config) {
        entry.allowOnly(PlaneSpecs.TYPE, AXES, "x", "y", PlaneSpecs.VARIANTS, PlaneSpecs.STEPS);
        SurfaceConfig surface = config.surface();
        CurvatureConfig curvature = config.curvature();
        Eigenvectors along = new Eigenvectors(
                entry.oneOf(AXES, HessianAxes.class, HessianAxes.TOP),
                curvature.bn().get(0),
                curvature.wanted() ? curvature.split() : surface.split(),
                curvature.wanted() ? curvature.examples() : surface.examples(),
                curvature.iterations());
        return List.of(new HessianPlane(
                along,
                new Grid(entry.axis("x", surface.x()), entry.axis("y", surface.y())),
                entry.texts(PlaneSpecs.VARIANTS),
                entry.steps(PlaneSpecs.STEPS, StepChoice.LAST)));
    }

    @Override
    public String id() {
        return along.axes() == HessianAxes.TOP
                ? TYPE
                : TYPE + "-" + along.axes().text();
    }

    @Override
    public GridSize size() {
        return points.size();
    }

    @Override
    public Optional<Grid> grid() {
        return Optional.of(points);
    }

    @Override
    public Map<String, String> settings() {
        return new TreeMap<>(Map.of(
                PlaneSpecs.TYPE,
                TYPE,
                AXES,
                along.axes().text(),
                "bn",
                along.bn().text(),
                "split",
                along.split().text(),
                "examples",
                Integer.toString(along.examples()),
                "iterations",
                Integer.toString(along.iterations())));
    }

    /** It follows from the loss. */
    @Override
    public Optional<String> sample() {
        return Optional.empty();
    }

    @Override
    public Optional<Eigenvectors> eigenvectors() {
        return Optional.of(along);
    }

    /**
     * The plane along eigenvectors.
     *
     * @param vectors two, of unit length
     */
    @Override
    public Plane through(Weights centre, List<Weights> vectors) {
        double norm = norm(centre);
        return new Plane(id(), scaled(vectors.get(0), norm), scaled(vectors.get(1), norm));
    }

    /** Of the weights of convolutions and dense layers. */
    private static double norm(Weights centre) {
        double squares = 0;
        for (Parameter parameter : centre.layout().parameters()) {
            if (parameter.role().hasFilters()) {
                for (int n = parameter.offset(); n < parameter.end(); n++) {
                    squares += (double) centre.values()[n] * centre.values()[n];
                }
            }
        }
        return StrictMath.sqrt(squares);
    }

    private static float[] scaled(Weights vector, double norm) {
        double[] values = new double[vector.values().length];
        for (int n = 0; n < values.length; n++) {
            values[n] = vector.values()[n];
        }
        return LongVectors.rounded(values, Math.copySign(norm, LongVectors.largest(values)));
    }
}
