package io.lossatlas.analysis.metric;

/** Subjects under which metrics are read, in the order in which they are read best. */
public enum Section {
    /** How a surface curves. */
    CURVATURE("Curvature"),
    /** How the loss curves in all directions of weight space. */
    ALL_DIRECTIONS("Curvature in all directions"),
    /** How uneven it is. */
    ROUGHNESS("Roughness"),
    /** Its valleys. */
    MINIMA("Minima and barriers"),
    /** What surrounds the trained weights. */
    CENTRE("Around the trained weights"),
    /** Its losses. */
    LOSS("Losses"),
    /** The network itself. */
    NETWORK("Trainability and the gap to unseen examples"),
    /** The two directions. */
    PLANE("Directions of the planes"),
    /** Of metrics that this program does not know. */
    OTHER("Other");

    private final String title;

    Section(String title) {
        this.title = title;
    }

    /** As a heading. */
    public String title() {
        return title;
    }
}
