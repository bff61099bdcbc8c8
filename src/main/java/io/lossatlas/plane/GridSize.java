package io.lossatlas.plane;

/**
 * How many points a plane has; where they lie may be chosen only when its directions are known.
 *
 * @param nx points along x
 * @param ny points along y
 */
public record GridSize(int nx, int ny) {

    /** Number of points. */
    public long points() {
        return (long) nx * ny;
    }
}
