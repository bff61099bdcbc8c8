package io.lossatlas.engine.kernel.convolution.window;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One axis of sums over a window: sum {@code n} is stored at place {@code outFirst + n * outStep} and reads the places
 * {@code first + n * step + offsets[t]}, each with the kernel's place {@code positions[t]}.
 *
 * @param count number of sums
 * @param outFirst where the first is stored
 * @param outStep from one to the next
 * @param first from where the first reads
 * @param step from there to where the next reads
 * @param offsets places read, ascending
 * @param positions places of the kernel
 */
public record TapAxis(
        int count, int outFirst, int outStep, int first, int step, List<Integer> offsets, List<Integer> positions) {

    /** Copies the lists. */
    public TapAxis {
        offsets = List.copyOf(offsets);
        positions = List.copyOf(positions);
    }

    static TapAxis forward(ConvolutionShape.Side side, int count) {
        List<Integer> positions = IntStream.range(0, side.kernel()).boxed().toList();
        List<Integer> offsets = positions.stream().map(k -> k * side.dilation()).toList();
        return new TapAxis(count, 0, 1, -side.padding(), side.stride(), offsets, positions);
    }

    /**
     * Place {@code Y = stride y + dilation k - padding} of the input gets its terms from places {@code y} of the output: those
     * kernel places {@code k} for which {@code Y + padding - dilation k} is a multiple of the stride.
     */
    static TapAxis gradient(ConvolutionShape.Side side, int extent, int phase) {
        List<Integer> offsets = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int k = side.kernel() - 1; k >= 0; k--) {
            int distance = phase + side.padding() - k * side.dilation();
            if (Math.floorMod(distance, side.stride()) == 0) {
                offsets.add(Math.floorDiv(distance, side.stride()));
                positions.add(k);
            }
        }
        int count = Math.max(0, (extent - phase + side.stride() - 1) / side.stride());
        return new TapAxis(count, phase, side.stride(), 0, 1, offsets, positions);
    }

    /** Whether nothing is read. */
    public boolean isEmpty() {
        return count == 0 || offsets.isEmpty();
    }

    /** The first place that is read. */
    int least() {
        return isEmpty() ? 0 : first + offsets.get(0);
    }

    /** One past the last place that is read. */
    int end() {
        return isEmpty() ? 0 : first + (count - 1) * step + offsets.get(offsets.size() - 1) + 1;
    }

    /** Whether the taps come in threes of neighbours, at a step that has tiles for them. */
    public boolean threeInARow() {
        boolean threes = !offsets.isEmpty() && offsets.size() % 3 == 0 && step <= 2;
        for (int t = 0; t < offsets.size() && threes; t++) {
            threes = t % 3 == 0 || offsets.get(t) == offsets.get(t - 1) + 1;
        }
        return threes;
    }
}
