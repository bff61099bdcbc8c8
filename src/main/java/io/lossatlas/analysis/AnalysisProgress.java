package io.lossatlas.analysis;

/** Told how far the analysis is. */
@FunctionalInterface
public interface AnalysisProgress {
    /**
     * A part is published.
     *
     * @param scope the surface, plane or network that it is about
     * @param done parts published by this stage so far
     * @param total parts that it had to make
     */
    void published(String scope, int done, int total);
}
