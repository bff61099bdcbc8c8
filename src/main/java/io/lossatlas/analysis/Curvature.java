package io.lossatlas.analysis;

import io.lossatlas.analysis.CurvatureMetrics.Level;

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

    static void measure(Landscape landscape, Findings found) {
        if (!landscape.isPlane()) {
            return;
        }
        Level[] levels = Level.values();
        Curvature all = new Curvature();
        Curvature[] below = new Curvature[levels.length];
        for (int n = 0; n < levels.length; n++) {
            below[n] = new Curvature();
        }
        for (int i = 1; i < landscape.nx() - 1; i++) {
            for (int j = 1; j < landscape.ny() - 1; j++) {
                Hessian hessian = Hessian.at(landscape, i, j);
                if (hessian.exists()) {
                    all.count(hessian);
                    for (int n = 0; n < levels.length; n++) {
                        if (landscape.loss(i, j) <= levels[n].loss()) {
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
        centre(landscape, found);
    }

    private static void centre(Landscape landscape, Findings found) {
        if (landscape.hasCentre() && !landscape.isEdge(landscape.centreI() * landscape.ny() + landscape.centreJ())) {
            Hessian hessian = Hessian.at(landscape, landscape.centreI(), landscape.centreJ());
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
