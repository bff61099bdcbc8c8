package io.lossatlas.dl4j;

import java.io.Serial;
import org.nd4j.linalg.schedule.ISchedule;

/** A learning rate that is set before each step, shared by all layers of one graph. */
public final class StepRate implements ISchedule {
    @Serial
    private static final long serialVersionUID = 1L;

    private double rate;

    /** Sets the rate of the steps that follow. */
    public void become(double next) {
        rate = next;
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return rate;
    }

    /** Itself: DL4J copies a layer's updater, and all copies follow one rate. */
    @Override
    @SuppressWarnings("MissingSuperCall")
    public ISchedule clone() {
        return this;
    }
}
