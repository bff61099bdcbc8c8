package io.lossatlas.onnx.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import onnx.Onnx.TensorProto;

/**
 * A tensor as a file holds it, checked but not decoded: its type is one of numbers, and there are as many values as its extents
 * say.
 *
 * @param name of the initializer, or of the node whose attribute it is
 * @param dims extents in C order
 */
public record StoredTensor(String name, ElementType type, List<Long> dims, TensorBytes bytes) {
    /** Names that exporters make up. */
    private static final Pattern GENERATED =
            Pattern.compile("(val_|onnx::|_?scalar_tensor|_?lifted_tensor|constant).*");

    /** Copies the extents. */
    public StoredTensor {
        dims = List.copyOf(dims);
    }

    /**
     * Checks a tensor of a file.
     *
     * @param folder with external data
     * @throws IllegalArgumentException saying what was expected and found
     */
    static StoredTensor of(String name, TensorProto proto, DataFolder folder) throws IOException {
        ElementType type = ElementType.of(proto.getDataTypeValue());
        long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
        int elements = ConstantTensor.size(dims);
        if (proto.hasSegment()) {
            throw new IllegalArgumentException("expected a whole tensor, found a segment of one");
        }
        return new StoredTensor(name, type, proto.getDimsList(), TensorBytes.of(proto, type, elements, folder));
    }

    public long[] shape() {
        return dims.stream().mapToLong(Long::longValue).toArray();
    }

    /** Number of values. */
    public int size() {
        return ConstantTensor.size(shape());
    }

    /** Whether it holds floats of some size. */
    public boolean isReal() {
        return type.kind() == ElementType.Kind.REAL;
    }

    /**
     * Whether an initializer is a parameter: floats, but for single numbers that bear no name of a module, which are those of the
     * code that exporters turn into initializers too.
     */
    public boolean isParameter() {
        boolean number =
                dims.isEmpty() || (size() == 1 && GENERATED.matcher(name).matches());
        return isReal() && size() > 0 && !number;
    }

    /** The message of an initializer, with its values in it wherever they lie. */
    public TensorProto embedded(TensorProto proto) throws IOException {
        return bytes.embedded(proto, (long) size() * type.bytes());
    }

    /**
     * Reads the values, rounded to float.
     *
     * @param offset of the first in the array
     */
    public void read(float[] into, int offset) throws IOException {
        int[] next = {offset};
        bytes.forEach(type, size(), value -> into[next[0]++] = (float) value);
    }

    /**
     * Its values as a constant.
     *
     * @throws IllegalArgumentException where there are too many, or their file cannot be read
     */
    public ConstantTensor constant() {
        double[] values = new double[ConstantTensor.folded(shape())];
        int[] next = {0};
        try {
            bytes.forEach(type, values.length, value -> values[next[0]++] = value);
        } catch (IOException e) {
            throw new IllegalArgumentException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
        return new ConstantTensor(type.kind(), shape(), values);
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(name, type, Arrays.toString(shape()));
    }
}
