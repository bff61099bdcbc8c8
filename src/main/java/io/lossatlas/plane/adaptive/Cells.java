package io.lossatlas.plane.adaptive;

import java.util.BitSet;

/** Some of the cells of a lattice. */
final class Cells {
    private final int across;
    private final int along;
    private final BitSet set = new BitSet();

    /** None of so many. */
    Cells(int across, int along) {
        this.across = across;
        this.along = along;
    }

    void set(int a, int b) {
        set.set(a * along + b);
    }

    boolean get(int a, int b) {
        return set.get(a * along + b);
    }

    /** These and all cells beside them. */
    Cells widened() {
        Cells wide = new Cells(across, along);
        set.stream().forEach(cell -> {
            int a = cell / along;
            int b = cell % along;
            for (int m = Math.max(0, a - 1); m <= Math.min(across - 1, a + 1); m++) {
                for (int n = Math.max(0, b - 1); n <= Math.min(along - 1, b + 1); n++) {
                    wide.set(m, n);
                }
            }
        });
        return wide;
    }
}
