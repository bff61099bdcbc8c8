package io.lossatlas.surface;

/** Told how surfaces get on. Called from several threads. */
public interface SurfaceProgress {

    /**
     * A surface is among those to be worked on. All are told of before the first begins.
     *
     * @param scope its name in the manifest
     * @param title its name for people
     * @param points of its grid
     * @param complete points that are published already
     * @param images that what is missing takes, calibration included
     * @param operationsPerImage floating-point operations of an image
     */
    void planned(String scope, String title, long points, long complete, double images, long operationsPerImage);

    /** A surface that was planned will not be worked on: its network diverged. */
    void dropped(String scope);

    /**
     * The directions of a plane are being computed; of no concern to who does not say so.
     *
     * @param title the plane and its network
     * @param done products of the iteration so far
     * @param most that it may take
     */
    default void directs(String title, int done, int most) {}

    /** Work on a surface begins. */
    void begins(String scope);

    /**
     * It is known how many points are wanted of a surface at least.
     *
     * @param scope its name
     * @param points so far, those that are published among them
     * @param imagesPerPoint that each takes, calibration included
     */
    default void wants(String scope, long points, double imagesPerPoint) {}

    /**
     * Nothing more is wanted of a surface.
     *
     * @param scope its name
     * @param points in all
     * @param imagesPerPoint that each takes, calibration included
     */
    default void settles(String scope, long points, double imagesPerPoint) {}

    /**
     * More examples are wanted of points of a surface.
     *
     * @param scope its name
     * @param images that what is missing of them takes, calibration included
     */
    default void adds(String scope, double images) {}

    /**
     * A work unit has ended.
     *
     * @param scope name of its surface
     * @param points that it computed; fewer than a whole one count when a unit has only some of the shards
     * @param images that it ran through the network
     */
    void advanced(String scope, long points, long images);

    /**
     * A surface is as complete as it gets.
     *
     * @param scope its name
     * @param failed points that could not be computed
     */
    void ends(String scope, int failed);
}
