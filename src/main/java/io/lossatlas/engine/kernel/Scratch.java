package io.lossatlas.engine.kernel;

/**
 * Working memory that the kernels of one thread share, one after another.
 *
 * @param data holds it
 * @param first index from which on it may be used, at the start of a cache line where the garbage collector allows
 */
public record Scratch(float[] data, int first) {

    /** Memory for kernels that each need at most so many floats. */
    public static Scratch of(int floats) {
        return new Scratch(Arena.array(floats), Arena.FIRST);
    }
}
