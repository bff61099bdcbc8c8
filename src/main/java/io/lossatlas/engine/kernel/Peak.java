package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What a core can do at most: fused multiply-adds in registers alone, nothing loaded and nothing stored. */
public final class Peak {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int CHAINS = 12;
    private static final int ROUNDS = 9_999;
    /**
     * Rounds of one turn of the loop. They make the method too large to be inlined (325 bytecodes): within its caller, which
     * is compiled a second or two later, it would fall to a third of the peak.
     */
    private static final int TURN = 3;

    private static final long WARM_UP = 20_000_000;
    /** Operations of {@link #chains}. */
    static final double OPERATIONS = 2.0 * CHAINS * ROUNDS * Lanes.WIDTH;

    private Peak() {}

    /** Has run the loop, once in a process, until it is compiled. */
    private static final class Compiled {
        private static final long CALLS = run(1_000_000_000L);
    }

    /**
     * Measures the core that this thread runs on.
     *
     * @param seconds how long, after a warm-up of 20 ms, and of a second the first time
     * @return thousand million operations a second, a multiply-add counted as two
     */
    public static double gigaflops(double seconds) {
        if (Compiled.CALLS > 0) {
            run(WARM_UP);
        }
        long start = System.nanoTime();
        long calls = run((long) (seconds * 1e9));
        return calls * OPERATIONS / (System.nanoTime() - start);
    }

    private static long run(long nanoseconds) {
        long start = System.nanoTime();
        long calls = 0;
        float fixed = 0;
        do {
            fixed += chains();
            calls++;
        } while (System.nanoTime() - start < nanoseconds);
        if (Float.isNaN(fixed)) {
            throw new IllegalStateException("a / 2 + 1, over and over, tends to 2");
        }
        return calls;
    }

    /** Independent chains {@code a = a / 2 + 1}, more than a core's latency times its units, fewer than 16 registers. */
    static float chains() {
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector a = one;
        FloatVector b = one;
        FloatVector c = one;
        FloatVector d = one;
        FloatVector e = one;
        FloatVector f = one;
        FloatVector g = one;
        FloatVector h = one;
        FloatVector i = one;
        FloatVector j = one;
        FloatVector k = one;
        FloatVector l = one;
        for (int turn = 0; turn < ROUNDS / TURN; turn++) {
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
            k = k.fma(half, one);
            l = l.fma(half, one);
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
            k = k.fma(half, one);
            l = l.fma(half, one);
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
            k = k.fma(half, one);
            l = l.fma(half, one);
        }
        return a.add(b)
                .add(c)
                .add(d)
                .add(e.add(f).add(g).add(h))
                .add(i.add(j).add(k).add(l))
                .lane(0);
    }
}
