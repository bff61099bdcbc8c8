package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;

/**
 * How unlike opposite points are: {@code O / (O + E)} with {@code O = sum |L(p) - L(-p)|}, the odd part, and {@code E = sum
 * |L(p) + L(-p) - 2 L0|}, the even part, over the pairs of points p, -p that both have a loss. 0 for a symmetric surface, 1
 * for a linear one; 0 where both sums are 0.
 */
final class Asymmetry {
    private Asymmetry() {}

    /** NaN where there is no centre or no pair around it. */
    static double of(LossGrid surface) {
        if (!surface.hasCentre()) {
            return Double.NaN;
        }
        int ci = surface.centreI();
        int cj = surface.centreJ();
        double odd = 0;
        double even = 0;
        int pairs = 0;
        int across = Math.min(ci, surface.nx() - 1 - ci);
        int up = Math.min(cj, surface.ny() - 1 - cj);
        for (int i = 0; i <= across; i++) {
            for (int j = i == 0 ? 1 : -up; j <= up; j++) {
                double here = surface.loss(ci + i, cj + j);
                double opposite = surface.loss(ci - i, cj - j);
                if (!Double.isNaN(here + opposite)) {
                    odd += Math.abs(here - opposite);
                    even += Math.abs(here + opposite - 2 * surface.centreLoss());
                    pairs++;
                }
            }
        }
        if (pairs == 0) {
            return Double.NaN;
        }
        return odd == 0 ? 0 : odd / (odd + even);
    }
}
