package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.value.PixelFill;
import io.lossatlas.engine.kernel.value.PixelMoves;
import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Elements moved, left out or repeated, several times in a row where nobody reads what lies in between.
 *
 * @param turns which goes where, one turn after another; only the last may leave places empty
 * @param input shape of what the first reads
 */
public record Moving(List<Arrangement> turns, TensorShape input) implements ValueOperation {

    /** Copies the list. */
    public Moving {
        turns = List.copyOf(turns);
    }

    /** One turn. */
    public Moving(Arrangement how, TensorShape input) {
        this(List.of(how), input);
    }

    /** Whether an element is twice in the result. */
    public boolean repeats() {
        int[] sources = sources();
        int[] there = Arrays.stream(sources)
                .filter(source -> source != Arrangement.NOWHERE)
                .toArray();
        return Arrays.stream(there).distinct().count() < there.length;
    }

    /** Whether a place of the result is empty, so that no more turns may follow. */
    public boolean leavesEmpty() {
        return Arrays.stream(sources()).anyMatch(source -> source == Arrangement.NOWHERE);
    }

    /** This and one turn more. */
    public Moving then(Arrangement next) {
        List<Arrangement> all = new ArrayList<>(turns);
        all.add(next);
        return new Moving(all, input);
    }

    /** This without its last turn, where that exchanges the last two axes and is not the only one; empty otherwise. */
    public Optional<Moving> untransposed() {
        int before = turns.size() - 1;
        boolean exchanges = turns.get(before) instanceof Transpose last && exchangesMatrices(last.order());
        return before > 0 && exchanges ? Optional.of(new Moving(turns.subList(0, before), input)) : Optional.empty();
    }

    private static boolean exchangesMatrices(List<Integer> order) {
        int last = order.size() - 1;
        return last > 0
                && order.get(last) == last - 1
                && order.get(last - 1) == last
                && IntStream.range(0, last - 1).allMatch(axis -> order.get(axis) == axis);
    }

    /** For each element of the result the one of the input, or {@link Arrangement#NOWHERE}. */
    private int[] sources() {
        int[] sources = IntStream.range(0, input.size()).toArray();
        TensorShape shape = input;
        for (Arrangement how : turns) {
            int[] before = sources;
            sources = Arrays.stream(how.sources(shape))
                    .map(source -> source == Arrangement.NOWHERE ? source : before[source])
                    .toArray();
            shape = how.output(shape);
        }
        return sources;
    }

    /** The shape of the result. */
    public TensorShape output() {
        TensorShape shape = input;
        for (Arrangement how : turns) {
            shape = how.output(shape);
        }
        return shape;
    }

    @Override
    public ValueKernel kernel() {
        return kernel((float) turns.get(turns.size() - 1).filling());
    }

    /** Empty places have no tangents. */
    @Override
    public ValueTangents tangents() {
        return ValueTangents.linear(kernel(0));
    }

    private ValueKernel kernel(float filling) {
        int[] sources = sources();
        Shape to = ValueShapes.of(output());
        int[] filled = places(sources, true);
        int[] moved = places(sources, false);
        int[] from = Arrays.stream(moved).map(place -> sources[place]).toArray();
        return new Kernel(new PixelMoves(ValueShapes.of(input), from, to, moved), new PixelFill(to, filled, filling));
    }

    private static int[] places(int[] sources, boolean nowhere) {
        return IntStream.range(0, sources.length)
                .filter(place -> (sources[place] == Arrangement.NOWHERE) == nowhere)
                .toArray();
    }

    private record Kernel(PixelMoves moves, PixelFill fill) implements ValueKernel {
        @Override
        public void run(Tensor[] from, Tensor to) {
            moves.run(from[0], to);
            fill.run(to);
        }

        @Override
        public void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx) {
            if (dx[0] != null) {
                moves.addGradient(dy, dx[0]);
            }
        }
    }
}
