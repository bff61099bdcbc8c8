package io.lossatlas.curvature;

/** Told how curvature gets on. */
public interface CurvatureProgress {

    /**
     * Parts are to be computed.
     *
     * @param parts how many
     * @param products that they take at most
     * @param operations floating-point operations of all of them
     */
    void planned(int parts, int products, double operations);

    /**
     * A part begins, or goes on.
     *
     * @param title its name for people
     * @param done products of it that an earlier process has made
     * @param products that it takes at most
     * @param operations floating-point operations of each that is of single precision
     */
    void begins(String title, int done, int products, double operations);

    /**
     * A product has been made.
     *
     * @param work what it took, in products of single precision
     */
    void advanced(String title, int work);

    /**
     * A part is published.
     *
     * @param found what it says, in a few words
     * @param left products that it did not take
     */
    void ends(String title, String found, int left);
}
