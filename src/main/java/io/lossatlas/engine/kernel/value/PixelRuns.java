package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import java.util.ArrayList;
import java.util.List;

/**
 * Pixels of several tensors that belong together, in runs: from one pixel of a run to the next each tensor's goes on by one
 * pixel or stays.
 */
public final class PixelRuns {
    private final int[][] starts;
    private final int[][] steps;
    private final int[] pixels;

    /**
     * The runs, in the order given.
     *
     * @param offsets for each tensor the offsets of its pixels, as many as of any other
     */
    public PixelRuns(int[]... offsets) {
        List<Integer> firsts = new ArrayList<>();
        int total = offsets[0].length;
        for (int first = 0; first < total; first = end(offsets, first)) {
            firsts.add(first);
        }
        starts = new int[offsets.length][firsts.size()];
        steps = new int[offsets.length][firsts.size()];
        pixels = new int[firsts.size()];
        for (int r = 0; r < pixels.length; r++) {
            int first = firsts.get(r);
            pixels[r] = (r + 1 < pixels.length ? firsts.get(r + 1) : total) - first;
            for (int t = 0; t < offsets.length; t++) {
                starts[t][r] = offsets[t][first];
                steps[t][r] = pixels[r] > 1 ? offsets[t][first + 1] - offsets[t][first] : 0;
            }
        }
    }

    /** The first pixel after a run. */
    private static int end(int[][] offsets, int first) {
        int end = first + 1;
        while (end < offsets[0].length && goesOn(offsets, first, end)) {
            end++;
        }
        return end;
    }

    private static boolean goesOn(int[][] offsets, int first, int next) {
        for (int[] each : offsets) {
            int step = each[next] - each[next - 1];
            boolean known = step == 0 || step == Lanes.LOGICAL;
            if (!known || step != each[first + 1] - each[first]) {
                return false;
            }
        }
        return true;
    }

    /** Number of runs. */
    int count() {
        return pixels.length;
    }

    /** Offset of a run's first pixel in a tensor. */
    int start(int tensor, int run) {
        return starts[tensor][run];
    }

    /** Floats from one pixel of a run to the next in a tensor: 16 or 0. */
    int step(int tensor, int run) {
        return steps[tensor][run];
    }

    /** Pixels of a run. */
    int pixels(int run) {
        return pixels[run];
    }
}
