package io.lossatlas.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Times batches of an engine in this JVM. */
final class Stopwatch {
    private static final double SLICE = 0.2;
    private static final double GAIN = 1.02;
    private static final int FLAT = 3;
    private static final int MOST = 9;

    private Stopwatch() {}

    /**
     * Runs batches for at least so long.
     *
     * @param batch runs one and gives its number of images
     */
    static Burst run(double seconds, IntSupplier batch) {
        long start = System.nanoTime();
        long images = 0;
        double spent;
        do {
            images += batch.getAsInt();
            spent = (System.nanoTime() - start) * 1e-9;
        } while (spent < seconds);
        return new Burst(images, spent);
    }

    /** Seconds that some work takes. */
    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) * 1e-9;
    }

    /**
     * Does work over and over, a few times at most.
     *
     * @param seconds after which it is not done again
     * @return seconds that it takes
     */
    static Samples repeated(double seconds, Runnable work) {
        long start = System.nanoTime();
        List<Double> taken = new ArrayList<>();
        do {
            taken.add(seconds(work));
        } while (taken.size() < MOST && (System.nanoTime() - start) * 1e-9 < seconds);
        return Samples.of(taken);
    }

    /**
     * Runs batches until compiled code is as fast as it gets: it no longer gains, or the time is over.
     *
     * @param images of a batch
     * @return seconds that a batch takes at the end
     */
    static double warmUp(double seconds, int images, IntSupplier batch) {
        long start = System.nanoTime();
        double best = 0;
        int flat = 0;
        do {
            double rate = run(SLICE, batch).imagesPerSecond();
            flat = rate > GAIN * best ? 0 : flat + 1;
            best = Math.max(best, rate);
        } while (flat < FLAT && (System.nanoTime() - start) * 1e-9 < seconds);
        return images / best;
    }
}
