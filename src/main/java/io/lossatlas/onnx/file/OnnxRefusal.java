package io.lossatlas.onnx.file;

import io.lossatlas.config.RefusedException;

/** Refusals of files in one line, whatever names the file has in it. */
public final class OnnxRefusal {
    private static final int LONGEST = 2_000;

    private OnnxRefusal() {}

    /** A refusal of a file; the reason's control characters are replaced, and its end is left out where it is long. */
    public static RefusedException of(String source, String why, Exception cause) {
        String line = why.codePoints()
                .limit(LONGEST)
                .map(each -> Character.isISOControl(each) ? '?' : each)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new RefusedException("%s: %s".formatted(source, line), cause);
    }
}
