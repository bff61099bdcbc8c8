package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Reads {@code --input}: extents of an example. */
public final class ExampleShape {
    private static final Pattern EXTENTS = Pattern.compile("[1-9]\\d{0,6}(x[1-9]\\d{0,6}){0,5}");

    private ExampleShape() {}

    /**
     * The shape of a text like {@code 3x32x32}.
     *
     * @throws RefusedException naming the option
     */
    public static TensorShape of(String text) {
        if (!EXTENTS.matcher(text).matches()) {
            throw new RefusedException("--input: expected extents like 3x32x32, found '%s'".formatted(text));
        }
        return TensorShape.of(
                Arrays.stream(text.split("x")).mapToInt(Integer::parseInt).toArray());
    }
}
