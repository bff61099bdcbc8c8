package io.lossatlas.engine.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Floating-point operations, counted beside the calls and reported for each microsecond. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Operations {
    /** Thousands of operations: a thousand a microsecond are thousand million a second. */
    public double gigaflops;

    /** Counts operations. */
    void add(double operations) {
        gigaflops += operations * 1e-3;
    }
}
