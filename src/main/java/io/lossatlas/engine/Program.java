package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.Convolution;
import io.lossatlas.graph.ParameterLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A compiled network: convolutions, then the mean of each plane, then a dense layer. Values are numbered; value 0 is the
 * images.
 *
 * @param layout of the flat parameter vector, into which all indices below point
 * @param values shape of each value for a group of 16 images
 * @param trunk the convolutions in the order in which they run
 * @param head what makes logits of the last value
 */
record Program(ParameterLayout layout, List<Shape> values, List<Step> trunk, Head head) implements Serializable {

    /** No operand. */
    static final int NONE = -1;

    Program {
        values = List.copyOf(values);
        trunk = List.copyOf(trunk);
    }

    /** The images' shape. */
    Shape input() {
        return values.get(0);
    }

    /**
     * Whether a value is made by a step without an addition and read by the step after that alone, or by the head where that
     * is the last: it need not be kept, since normalising again what the convolution made gives it back.
     */
    boolean passing(int value) {
        int reader = trunk.size();
        for (int s = 0; s < trunk.size(); s++) {
            Step step = trunk.get(s);
            if (step.to() == value) {
                reader = step.adds() ? NONE : s + 1;
            }
        }
        for (int s = 0; s < trunk.size(); s++) {
            if (trunk.get(s).added() == value || (trunk.get(s).from() == value && s != reader)) {
                return false;
            }
        }
        return value != 0 && reader != NONE && (head.from() != value || reader == trunk.size());
    }

    /**
     * Tensors of values in which those that pass share one for all groups.
     *
     * @param kept for each value a tensor for each group; those of values that pass are not looked at
     */
    List<List<Tensor>> values(List<List<Tensor>> kept, int groups) {
        List<Integer> passing =
                IntStream.range(0, values.size()).filter(this::passing).boxed().toList();
        Map<Shape, Tensor> shared =
                Arena.ofEach(passing.stream().map(values::get).toList());
        List<List<Tensor>> all = new ArrayList<>(kept);
        passing.forEach(v -> all.set(v, Collections.nCopies(groups, shared.get(values.get(v)))));
        return List.copyOf(all);
    }

    /** A convolution for each step of the trunk, in order, with working memory that they share. */
    List<Convolution> convolutions() {
        Scratch scratch = Scratch.of(largest(step -> {
            Filter filter = step.filter();
            return Convolution.scratch(values.get(step.from()), filter.kernel(), filter.stride());
        }));
        return trunk.stream()
                .map(step -> step.filter().convolution(values.get(step.from()), scratch))
                .toList();
    }

    /** The largest of a quantity of all steps. */
    int largest(ToIntFunction<Step> quantity) {
        return trunk.stream().mapToInt(quantity).max().orElse(0);
    }

    /**
     * A convolution, its normalisation or bias, an addition and ReLU, where it has them.
     *
     * @param filter the convolution
     * @param norm its batch normalisation, or null
     * @param from value that it reads
     * @param added value that it adds after normalisation, or {@link #NONE}
     * @param relu whether negative results become 0
     * @param to value that it makes, or {@link #NONE} while it is being put together
     */
    record Step(Filter filter, Norm norm, int from, int added, boolean relu, int to) implements Serializable {

        static Step of(Filter filter, int from) {
            return new Step(filter, null, from, NONE, false, NONE);
        }

        Step normalised(Norm by) {
            return new Step(filter, by, from, added, relu, to);
        }

        Step adding(int value) {
            return new Step(filter, norm, from, value, relu, to);
        }

        Step rectified() {
            return new Step(filter, norm, from, added, true, to);
        }

        Step into(int value) {
            return new Step(filter, norm, from, added, relu, value);
        }

        boolean adds() {
            return added != NONE;
        }

        /** Smallest value that it makes. */
        float floor() {
            return relu ? 0 : Float.NEGATIVE_INFINITY;
        }
    }

    /**
     * Weights of a convolution with padding {@code kernel / 2}.
     *
     * @param name its layer
     * @param channels that it makes
     * @param kernel 1 or 3
     * @param stride 1 or 2
     * @param weights index of the first of {@code [channels][in][kernel][kernel]} weights
     * @param count number of weights
     * @param bias index of the first bias, or {@link #NONE}
     */
    record Filter(String name, int channels, int kernel, int stride, int weights, int count, int bias)
            implements Serializable {

        Convolution convolution(Shape in, Scratch scratch) {
            return new Convolution(in, channels, kernel, stride, scratch);
        }

        Shape output(Shape in) {
            return Convolution.output(in, channels, kernel, stride);
        }
    }

    /**
     * A batch normalisation.
     *
     * @param gamma index of the first scale
     * @param beta index of the first shift
     * @param mean index of the first running mean
     * @param variance index of the first running variance
     * @param epsilon added to a variance
     * @param decay share of a running statistic that a training step keeps
     */
    record Norm(int gamma, int beta, int mean, int variance, double epsilon, double decay) implements Serializable {}

    /**
     * Global average pooling and a dense layer.
     *
     * @param from value that it reads
     * @param channels of that value
     * @param classes number of logits
     * @param weights index of the first of {@code [classes][channels]} weights
     * @param bias index of the first bias
     */
    record Head(int from, int channels, int classes, int weights, int bias) implements Serializable {}
}
