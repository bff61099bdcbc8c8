package io.lossatlas.engine;

import io.lossatlas.engine.check.KernelCheck;

/** Prints what each kernel reaches in this JVM, a line a kernel: see {@code src/test/scripts/fresh-jvms.sh}. */
final class KernelRates {
    private KernelRates() {}

    public static void main(String[] arguments) {
        for (KernelCheck.Rate rate : KernelCheck.measure()) {
            System.out.printf(
                    "%s\t%.1f\t%.1f\t%s%n",
                    rate.kernel(), rate.gigaflops(), 100 * rate.share(), rate.slow() ? "SLOW" : "ok");
        }
    }
}
