package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.MatMul;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.onnx.GraphDraft.Claim;
import io.lossatlas.onnx.Operators.Single;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products of matrices: those with a weight are dense layers. */
final class DenseOperators {
    /** By ONNX's name. */
    static final Map<String, Single> ALL = Map.of("Gemm", DenseOperators::gemm, "MatMul", DenseOperators::matMul);

    private DenseOperators() {}

    private static Value gemm(NodeReading at) {
        if (at.node().real("alpha", 1) != 1
                || at.node().real("beta", 1) != 1
                || at.node().whole("transA", 0) != 0) {
            throw new IllegalArgumentException("expected alpha = 1, beta = 1, transA = 0, found %s, %s, %d"
                    .formatted(
                            at.node().real("alpha", 1),
                            at.node().real("beta", 1),
                            at.node().whole("transA", 0)));
        }
        ParameterSource weight = at.parameter(1, "weight");
        ParameterSource turned = at.node().whole("transB", 0) == 0 ? weight : weight.transpose();
        Activation product = dense(at, at.activation(0), turned);
        Optional<Value> shift = at.optional(2);
        return shift.isPresent() ? ArithmeticOperators.add(at, product, shift.get()) : product;
    }

    private static Value matMul(NodeReading at) {
        Value left = at.value(0);
        Value right = at.value(1);
        if (right instanceof ParameterSource weight && isMatrix(weight) && left instanceof Activation input) {
            return dense(at, input, weight);
        }
        if (left instanceof ParameterSource weight && isMatrix(weight)) {
            return product(at, at.translation().parameterValue(weight, Role.DENSE), at.activation(1));
        }
        return product(at, at.activation(0), at.activation(1));
    }

    private static boolean isMatrix(ParameterSource source) {
        return source.tensor().dims().size() == 2;
    }

    /**
     * A dense layer.
     *
     * @param weight {@code [inputs, outputs]} as the product reads it; stored the other way where it is transposed
     */
    private static Activation dense(NodeReading at, Activation input, ParameterSource weight) {
        if (!isMatrix(weight)) {
            throw new IllegalArgumentException("expected a weight of two axes, found " + weight.tensor());
        }
        input.place().exampleAxis(input.rank() - 1);
        long outputs = weight.tensor().dims().get(weight.transposed() ? 0 : 1);
        Dense op = new Dense(Math.toIntExact(outputs), !weight.transposed());
        Claim claim = new Claim(new ParameterSource(weight.name(), weight.tensor(), false), Role.DENSE);
        return at.add(op, List.of(input), input.place(), List.of(claim));
    }

    private static Alignment aligned(NodeReading at, Activation left, Activation right) {
        boolean one = at.translation().batch() == 1
                && left.place().isBatched()
                && right.place().isBatched()
                && left.rank() == right.rank()
                && left.rank() > 2;
        return one ? Alignment.first(at, left, right) : Alignment.of(at, left, right);
    }

    private static Activation product(NodeReading at, Activation left, Activation right) {
        if (left.rank() < 2 || right.rank() < 2) {
            throw new IllegalArgumentException(
                    "expected two inputs of two axes or more, found %d and %d".formatted(left.rank(), right.rank()));
        }
        Alignment both = aligned(at, left, right);
        if (both.place().isBatched() && both.place().axis() > both.rank() - 3) {
            throw new IllegalArgumentException(
                    "works along axis %d, the batch's".formatted(both.place().axis()));
        }
        return at.add(new MatMul(), List.of(both.left(), both.right()), both.place());
    }
}
