package io.lossatlas.analysis;

import io.lossatlas.analysis.CurvatureMetrics.Level;
import io.lossatlas.plane.LossGrid;

/**
 * Which way a surface bends, from the eigenvalues of its {@link Hessian} at every inner point whose neighbours all have a
 * loss: the shares with {@code lambda_min >= -tau} (convex), {@code lambda_min > tau} (strictly) and {@code |lambda| <=
 * tau} for both (flat), over all of them and over those of a level set; and the eigenvalues at (0, 0).
 */
final class Curvature {
    private int points;
    private int convex;
    private int strictlyConvex;
    private int flat;

    private Curvature() {}

    static void measure(LossGrid surface, Findings found) {
        if (!surface.isPlane()) {
            return;
        }
        Level[] levels = Level.values();
        Curvature all = new Curvature();
        Curvature[] below = new Curvature[levels.length];
        for (int n = 0; n < levels.length; n++) {
            below[n] = new Curvature();
        }
        for (int i = 1; i < surface.nx() - 1; i++) {
            for (int j = 1; j < surface.ny() - 1; j++) {
                Hessian hessian = Hessian.at(surface, i, j);
                if (hessian.exists()) {
                    all.count(hessian);
                    for (int n = 0; n < levels.length; n++) {
                        if (surface.loss(i, j) <= levels[n].loss()) {
                            below[n].count(hessian);
                        }
                    }
                }
            }
        }
        found.add(CurvatureMetrics.CONVEX_FRACTION, all.share(all.convex));
        found.add(CurvatureMetrics.STRICTLY_CONVEX_FRACTION, all.share(all.strictlyConvex));
        found.add(CurvatureMetrics.FLAT_FRACTION, all.share(all.flat));
        for (int n = 0; n < levels.length; n++) {
            found.add(CurvatureMetrics.convexBelow(levels[n]), below[n].share(below[n].convex));
            found.add(CurvatureMetrics.strictlyConvexBelow(levels[n]), below[n].share(below[n].strictlyConvex));
            found.add(CurvatureMetrics.flatBelow(levels[n]), below[n].share(below[n].flat));
        }
        centre(surface, found);
    }

    private static void centre(LossGrid surface, Findings found) {
        if (surface.hasCentre() && !surface.isEdge(surface.centreI() * surface.ny() + surface.centreJ())) {
            Hessian hessian = Hessian.at(surface, surface.centreI(), surface.centreJ());
            found.add(CurvatureMetrics.CENTRE_LAMBDA_MIN, hessian.min());
            found.add(CurvatureMetrics.CENTRE_LAMBDA_MAX, hessian.max());
        }
    }

    private void count(Hessian hessian) {
        double min = hessian.min();
        double max = hessian.max();
        double tau = hessian.tau();
        points++;
        convex += min >= -tau ? 1 : 0;
        strictlyConvex += min > tau ? 1 : 0;
        flat += Math.max(Math.abs(min), Math.abs(max)) <= tau ? 1 : 0;
    }

    /** NaN, which is no finding, where there are no points. */
    private double share(int count) {
        return (double) count / points;
    }
}
