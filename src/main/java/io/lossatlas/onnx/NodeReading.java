package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.GraphDraft.Claim;
import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A node of ONNX and what it reads, while it becomes nodes of a graph.
 *
 * @param translation in which it does
 */
record NodeReading(OnnxNode node, Translation translation) {

    /** An input, or none where it is left out. */
    Optional<Value> optional(int index) {
        return node.input(index).map(translation::value);
    }

    /** An input that must be there. */
    Value value(int index) {
        return optional(index)
                .orElseThrow(() -> new IllegalArgumentException("expected input %d, found %d inputs"
                        .formatted(index, node.inputs().size())));
    }

    /** An input as a value of the graph. */
    Activation activation(int index) {
        return translation.activation(value(index));
    }

    /** An input that must be constant. */
    ConstantTensor constant(int index) {
        return constant(value(index), index);
    }

    /** An input that must be constant where it is there. */
    Optional<ConstantTensor> optionalConstant(int index) {
        return optional(index).map(value -> constant(value, index));
    }

    private ConstantTensor constant(Value value, int index) {
        try {
            return translation.constant(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("input %d: %s".formatted(index, e.getMessage()), e);
        }
    }

    /** Axes as an attribute or, in younger versions, an input. */
    Optional<long[]> axes(int index) {
        return node.wholes("axes").or(() -> optionalConstant(index).map(ConstantTensor::longs));
    }

    /**
     * An input that must be an initializer of floats.
     *
     * @param what it is to the operation
     */
    ParameterSource parameter(int index, String what) {
        if (value(index) instanceof ParameterSource source) {
            return source;
        }
        throw new IllegalArgumentException(
                "%s: expected an initializer of floats, found a value that is computed or constant: %s"
                        .formatted(what, node.inputs().get(index)));
    }

    /** A parameter of a role. */
    Claim claim(int index, Role role) {
        ParameterSource source = parameter(index, role.text());
        if (source.transposed()) {
            throw new IllegalArgumentException(
                    "%s: expected an initializer, found the transpose of %s".formatted(role.text(), source.name()));
        }
        return new Claim(source, role);
    }

    /** Adds a node that reads the one activation and leaves its extents as they are. */
    Activation map(Op op, Activation input) {
        return add(op, List.of(input), input.place());
    }

    /** Adds a node that moves values of one activation. */
    Activation move(Arrangement how, Activation input, BatchPlace place) {
        return add(new Rearrange(how), List.of(input), place);
    }

    /** Adds a node without parameters. */
    Activation add(Op op, List<Activation> inputs, BatchPlace place) {
        return add(op, inputs, place, List.of());
    }

    /** Adds a node, named by the node's output. */
    Activation add(Op op, List<Activation> inputs, BatchPlace place, List<Claim> parameters) {
        return translation.add(node.output(), op, inputs, place, parameters);
    }

    /** The same values in other extents of all examples. */
    Activation reshape(Activation from, long[] to) {
        BatchPlace place = from.place().reshaped(full(from), to, translation.batch());
        return reshape(from, place.example(to), place);
    }

    /** The same values in other extents of an example. */
    Activation reshape(Activation from, TensorShape to, BatchPlace place) {
        return translation.reshape(node.output(), from, to, place);
    }

    /** The extents of all examples. */
    long[] full(Activation value) {
        return value.full(translation.batch());
    }

    /**
     * The input of an operation that takes the batch on the first axis.
     *
     * @param axes that an example must have
     */
    Activation examples(int index, int axes) {
        Activation input = activation(index);
        if (input.place().equals(BatchPlace.at(0)) && input.shape().extents().size() == axes) {
            return input;
        }
        throw new IllegalArgumentException(
                "expected an input of the batch and %d axes, found %s with the batch on axis %d"
                        .formatted(
                                axes,
                                Arrays.toString(full(input)),
                                input.place().axis()));
    }
}
