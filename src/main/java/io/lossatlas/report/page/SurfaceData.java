package io.lossatlas.report.page;

import io.lossatlas.results.Surface;
import io.lossatlas.surface.SurfaceKey;

/**
 * The points of a surface that a page draws.
 *
 * @param variant id of the network
 * @param plane like {@code random-s1}
 * @param split the data it is evaluated on
 * @param bn where batch normalisation takes its statistics from
 * @param points base64 of seven bytes for each point, alpha by alpha: loss (three), its standard error (two), accuracy (two,
 *     see {@link Packed}); a point that is not published has neither accuracy nor loss
 */
record SurfaceData(String variant, String plane, String split, String bn, String points) {
    static SurfaceData of(Surface surface) {
        Packed packed = new Packed();
        for (int point = 0; point < surface.points(); point++) {
            packed.number(surface.loss()[point]).coarse(surface.lossSe()[point]).share(surface.accuracy()[point]);
        }
        SurfaceKey key = surface.key();
        return new SurfaceData(
                key.variant(), key.plane(), key.split().text(), key.bn().text(), packed.base64());
    }
}
