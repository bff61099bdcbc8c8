package io.lossatlas.onnx.file;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A type of ONNX whose values become numbers here, with its number in the format and its size. */
public enum ElementType {
    FLOAT(1, Float.BYTES, Kind.REAL) {
        @Override
        double next(ByteBuffer from) {
            return from.getFloat();
        }
    },
    UINT8(2, Byte.BYTES, Kind.WHOLE) {
        @Override
        double next(ByteBuffer from) {
            return Byte.toUnsignedInt(from.get());
        }
    },
    INT8(3, Byte.BYTES, Kind.WHOLE) {
        @Override
        double next(ByteBuffer from) {
            return from.get();
        }
    },
    INT32(6, Integer.BYTES, Kind.WHOLE) {
        @Override
        double next(ByteBuffer from) {
            return from.getInt();
        }
    },
    INT64(7, Long.BYTES, Kind.WHOLE) {
        @Override
        double next(ByteBuffer from) {
            return from.getLong();
        }
    },
    BOOL(9, Byte.BYTES, Kind.TRUTH) {
        @Override
        double next(ByteBuffer from) {
            return from.get() == 0 ? 0 : 1;
        }
    },
    FLOAT16(10, Short.BYTES, Kind.REAL) {
        @Override
        double next(ByteBuffer from) {
            return half(from.getShort());
        }
    },
    DOUBLE(11, Double.BYTES, Kind.REAL) {
        @Override
        double next(ByteBuffer from) {
            return from.getDouble();
        }
    },
    BFLOAT16(16, Short.BYTES, Kind.REAL) {
        @Override
        double next(ByteBuffer from) {
            return Float.intBitsToFloat(from.getShort() << Short.SIZE);
        }
    };

    /** What arithmetic a type's values follow. */
    public enum Kind {
        REAL,
        WHOLE,
        TRUTH
    }

    private static final int HALF_EXPONENT = 0x1F;
    private static final int HALF_FRACTION = 0x3FF;
    private static final int HALF_BITS = 10;

    private final int number;
    private final int bytes;
    private final Kind kind;

    ElementType(int number, int bytes, Kind kind) {
        this.number = number;
        this.bytes = bytes;
        this.kind = kind;
    }

    /** The next value of a little-endian buffer, exact but for integers beyond 2^53. */
    abstract double next(ByteBuffer from);

    /** ONNX's number of the type. */
    public int number() {
        return number;
    }

    public int bytes() {
        return bytes;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether values of the type are stored in halves of words: {@code float16} or {@code bfloat16}. */
    public boolean isHalf() {
        return this == FLOAT16 || this == BFLOAT16;
    }

    /**
     * The type of a number in the format.
     *
     * @throws IllegalArgumentException where its values are no numbers, or too long ones
     */
    public static ElementType of(int number) {
        return Arrays.stream(values())
                .filter(type -> type.number == number)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("expected one of the types %s, found ONNX's type number %d"
                                .formatted(Arrays.toString(values()), number)));
    }

    /** The value of sixteen bits in IEEE 754's binary16: 5 bits of exponent, 10 of fraction. */
    public static double half(short bits) {
        int exponent = bits >> HALF_BITS & HALF_EXPONENT;
        int fraction = bits & HALF_FRACTION;
        double size;
        if (exponent == HALF_EXPONENT) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (exponent == 0) {
            size = Math.scalb((double) fraction, -24);
        } else {
            size = Math.scalb((double) (fraction + HALF_FRACTION + 1), exponent - 25);
        }
        return bits < 0 ? -size : size;
    }
}
