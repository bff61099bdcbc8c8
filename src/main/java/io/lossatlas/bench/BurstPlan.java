package io.lossatlas.bench;

import java.util.Collection;

/**
 * How the time of a case is spent: all contestants in turn, several rounds.
 *
 * @param rounds number of bursts of each contestant
 * @param seconds of a burst, where a batch is not longer
 */
record BurstPlan(int rounds, double seconds) {
    /** Fewer than this say nothing of the spread. */
    static final int FEWEST = 3;

    static final int MOST = 25;

    private static final int WANTED = 15;
    private static final double SHORTEST = 0.1;
    private static final double LONGEST = 0.5;

    /** The peak loop's share of a round, its warm-up included. */
    private static final double PEAK_SECONDS = 0.05;

    /**
     * Divides what is left.
     *
     * @param left seconds; rounds are not fewer than {@value #FEWEST} even where it is too short
     * @param batchSeconds what a batch of each contestant takes
     */
    static BurstPlan of(double left, Collection<Double> batchSeconds) {
        double even = left / (WANTED * batchSeconds.size());
        double burst = Math.max(SHORTEST, Math.min(LONGEST, even));
        double round = PEAK_SECONDS
                + batchSeconds.stream()
                        .mapToDouble(batch -> batch * Math.ceil(burst / batch))
                        .sum();
        int rounds = (int) Math.max(FEWEST, Math.min(MOST, Math.floor(left / round)));
        return new BurstPlan(rounds, burst);
    }
}
