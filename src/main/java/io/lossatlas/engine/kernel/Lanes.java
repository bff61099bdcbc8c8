package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The width of the vectors that the kernels run with. Tensors always hold {@value #LOGICAL} images side by side, and a
 * narrower vector takes them in several turns, so that no number depends on the width.
 */
public final class Lanes {
    /** Images side by side in a tensor, whatever the CPU. */
    public static final int LOGICAL = 16;

    /** System property that overrides the CPU's preferred width: 4, 8 or 16 floats. */
    public static final String PROPERTY = "lossatlas.vector.lanes";

    /** A constant of its own class: a species that the JIT cannot see as a constant puts every vector on the heap. */
    public static final VectorSpecies<Float> SPECIES = species(Integer.getInteger(PROPERTY));

    /** Floats of a vector. */
    public static final int WIDTH = SPECIES.length();

    /** Whether the CPU has 32 vector registers rather than 16. */
    public static final boolean MANY_REGISTERS = WIDTH == 16;

    private Lanes() {}

    /** Floats of a vector: 4, 8 or 16. */
    public static int count() {
        return WIDTH;
    }

    private static VectorSpecies<Float> species(Integer wanted) {
        int width = wanted == null ? Math.min(LOGICAL, Math.max(4, FloatVector.SPECIES_PREFERRED.length())) : wanted;
        return switch (width) {
            case 4 -> FloatVector.SPECIES_128;
            case 8 -> FloatVector.SPECIES_256;
            case 16 -> FloatVector.SPECIES_512;
            default -> throw new IllegalArgumentException(PROPERTY + " must be 4, 8 or 16, not " + width);
        };
    }
}
