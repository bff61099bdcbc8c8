package io.lossatlas.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Types of a tensor's values in a safetensors file, little-endian. */
enum TensorType {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    I64(8),
    I32(4),
    I16(2),
    I8(1),
    U64(8),
    U32(4),
    U16(2),
    U8(1),
    BOOL(1);

    private static final int HALF_FRACTION_BITS = 10;
    private static final int HALF_EXPONENT = 0x1f;
    private static final int HALF_FRACTION = 0x3ff;
    private static final int HALF_SIGN = 0x8000;
    private static final int REBIAS = 112;
    private static final int WIDEN = 13;
    private static final int EXPONENT_BITS = 23;
    private static final float LEAST_HALF = 0x1p-24f;

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    static Optional<TensorType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    /** Bytes of a value. */
    int bytes() {
        return bytes;
    }

    /** Whether weights may be of this type. */
    boolean isFloating() {
        return this == F64 || this == F32 || this == F16 || this == BF16;
    }

    /** The next value as a float: exact for all but {@code F64}, which is rounded. */
    float next(ByteBuffer values) {
        return switch (this) {
            case F64 -> (float) values.getDouble();
            case F32 -> values.getFloat();
            case F16 -> half(values.getShort());
            case BF16 -> Float.intBitsToFloat(values.getShort() << Short.SIZE);
            default -> throw new IllegalArgumentException("weights cannot be of type " + this);
        };
    }

    /** IEEE 754 binary16. */
    private static float half(short bits) {
        int sign = (bits & HALF_SIGN) << Short.SIZE;
        int exponent = bits >> HALF_FRACTION_BITS & HALF_EXPONENT;
        int fraction = bits & HALF_FRACTION;
        if (exponent == 0) {
            float size = fraction * LEAST_HALF;
            return sign == 0 ? size : -size;
        }
        int wide = exponent == HALF_EXPONENT ? 0xff : exponent + REBIAS;
        return Float.intBitsToFloat(sign | wide << EXPONENT_BITS | fraction << WIDEN);
    }
}
