package io.lossatlas.cli.progress;

import io.lossatlas.curvature.CurvatureProgress;
import java.util.Locale;

/** Tells on the terminal or in a log how curvature gets on. */
public final class CurvatureLines implements CurvatureProgress {
    private final ProgressLine line;
    private final Rate rate = new Rate();
    private double operations;
    private int products;
    private int made;
    private int parts;
    private int ended;

    /** Progress as a part of a line. */
    public CurvatureLines(ProgressLine line) {
        this.line = line;
    }

    @Override
    public void planned(int count, int most, double work) {
        parts = count;
        products = most;
        line.work().plan(work);
        if (count > 0) {
            line.line("curvature %d parts to compute, %,d products at most".formatted(count, most));
        }
    }

    @Override
    public void begins(String title, int done, int most, double each) {
        operations = each;
        products -= done;
        line.work().plan(-done * each);
        if (done > 0) {
            line.line("curvature %s: goes on from product %d".formatted(title, done));
        }
    }

    @Override
    public void advanced(String title, int work) {
        made++;
        rate.does(1);
        line.work().does(work * operations);
        line.update(this, () -> state(title));
    }

    @Override
    public void ends(String title, String found, int left) {
        products -= left;
        line.work().plan(-left * operations);
        ended++;
        line.line("curvature %s: %s".formatted(title, found));
        if (ended == parts) {
            line.ends(this);
        }
    }

    private String state(String title) {
        return String.format(
                Locale.ROOT,
                "curvature %d/%d parts  %d/%d products  %.1f a second  (%s)",
                ended,
                parts,
                made,
                products,
                rate.perSecond(),
                title);
    }
}
