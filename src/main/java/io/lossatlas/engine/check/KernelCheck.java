package io.lossatlas.engine.check;

import io.lossatlas.engine.kernel.Peak;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds each kernel against the peak of the core that it runs on, measured beside it. The JIT keeps vectors in registers
 * as long as a number of conditions hold, and one that fails makes a kernel 10 to 100 times slower without another sign.
 * Takes some ten seconds, most of them to have the kernels compiled, which whoever runs them next need not wait for.
 */
public final class KernelCheck {
    private static final long WARM_UP = 200_000_000;
    private static final long PATIENCE = 8 * WARM_UP;
    private static final long SLICE = 5_000_000;
    private static final int SLICES = 7;

    private KernelCheck() {}

    /**
     * What a kernel reached.
     *
     * @param kernel what it computes
     * @param gigaflops thousand million operations a second in the best of a few slices of 5 ms, two for each
     *     multiply-add of direct convolution
     * @param peak of the core beside it, likewise
     * @param least share of the peak below which the kernel is not what it should be
     */
    public record Rate(String kernel, double gigaflops, double peak, double least) {

        /** Share of the peak; above 1 where an algorithm saves operations. */
        public double share() {
            return gigaflops / peak;
        }

        /** Whether it is far below what it reaches when it is compiled as it should be. */
        public boolean slow() {
            return share() < least;
        }

        @Override
        public String toString() {
            return "%s: %.1f GFLOP/s, %.0f %% of the core's %.1f".formatted(kernel, gigaflops, 100 * share(), peak);
        }
    }

    /** Measures all kernels on this thread, in a JVM with the module that {@link io.lossatlas.engine.SimdEngine#obstacle} asks for. */
    public static List<Rate> measure() {
        List<KernelJob> jobs = KernelJob.all();
        // All are compiled before any is measured: a kernel may turn slow when a later one is first seen.
        jobs.forEach(job -> run(job, WARM_UP));
        double peak = peak();
        List<Double> reached = new ArrayList<>();
        for (KernelJob job : jobs) {
            reached.add(best(job, job.least() * peak));
            peak = Math.max(peak, peak());
        }
        List<Rate> rates = new ArrayList<>();
        for (int n = 0; n < jobs.size(); n++) {
            rates.add(new Rate(
                    jobs.get(n).name(), reached.get(n), peak, jobs.get(n).least()));
        }
        return List.copyOf(rates);
    }

    /** Where other processes want the core too, the best of several slices is its own. */
    private static double peak() {
        double best = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            best = Math.max(best, Peak.gigaflops(SLICE / 1e9));
        }
        return best;
    }

    /** The best of a few slices; a kernel that is too slow may still wait for its compiler, and is given longer. */
    private static double best(KernelJob job, double enough) {
        double best = 0;
        for (long warmUp = WARM_UP; best < enough && warmUp <= PATIENCE; warmUp *= 2) {
            for (int slice = 0; slice < SLICES; slice++) {
                best = Math.max(best, run(job, SLICE));
            }
            if (best < enough) {
                run(job, warmUp);
            }
        }
        return best;
    }

    /**
     * What the kernels of a layer reached.
     *
     * @param layer extents of the layer
     * @param network where it stands
     * @param passes forward, the gradient of what it reads, the gradient of its weights
     */
    public record LayerRates(String layer, String network, List<Rate> passes) {

        /** Copies the list. */
        public LayerRates {
            passes = List.copyOf(passes);
        }
    }

    /**
     * Measures the layers of networks that people train, one after another, on this thread; takes about a minute.
     *
     * @param progress told what is done and how long the rest will take, a few times a second at most
     */
    public static List<LayerRates> layers(Consumer<String> progress) {
        List<NetworkLayer> layers = NetworkLayer.all();
        long start = System.nanoTime();
        for (NetworkLayer layer : layers) {
            progress.accept("compiling %s".formatted(layer.name()));
            layer.passes().get().forEach(job -> run(job, WARM_UP));
        }
        List<LayerRates> rates = new ArrayList<>();
        for (NetworkLayer layer : layers) {
            double done = layers.size() + rates.size();
            progress.accept("%s, layer %d of %d: %.0f s left"
                    .formatted(
                            layer.name(),
                            rates.size() + 1,
                            layers.size(),
                            1e-9 * (System.nanoTime() - start) * (2 * layers.size() - done) / done));
            rates.add(measured(layer));
        }
        return List.copyOf(rates);
    }

    private static LayerRates measured(NetworkLayer layer) {
        double peak = peak();
        List<Rate> passes = new ArrayList<>();
        for (KernelJob job : layer.passes().get()) {
            double reached = best(job, job.least() * peak);
            peak = Math.max(peak, peak());
            passes.add(new Rate(job.name(), reached, peak, job.least()));
        }
        return new LayerRates(layer.name(), layer.network(), passes);
    }

    /** The kernels of {@link #measure} that are far below the peak; empty when all is well. */
    public static List<Rate> slow() {
        return measure().stream().filter(Rate::slow).toList();
    }

    private static double run(KernelJob job, long nanoseconds) {
        long start = System.nanoTime();
        long calls = 0;
        long passed;
        do {
            job.kernel().run();
            calls++;
            passed = System.nanoTime() - start;
        } while (passed < nanoseconds);
        return calls * job.operations() / passed;
    }
}
