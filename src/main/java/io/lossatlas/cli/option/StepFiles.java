package io.lossatlas.cli.option;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Secrets;
import io.lossatlas.config.identity.Sha256;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.StepFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.OptionalInt;

/**
 * Weights of networks of ONNX files, each in a file of its own: safetensors by the initializers' names, or another ONNX file of the graph.
 *
 * @param files where they lie
 * @param onnx reads those of ONNX
 */
record StepFiles(NetworkFiles files, OnnxFiles onnx) {
    private static final String ONNX = ".onnx";
    private static final int BUFFER = 1 << 13;

    /**
     * Weights that a file holds.
     *
     * @param sha256 of the file, or of the values where they are a graph's own, in hexadecimal
     * @param step that the file says
     */
    record Found(String sha256, OptionalInt step, Weights weights) {}

    /**
     * Reads a file.
     *
     * @throws RefusedException when it cannot be read or is not of the layout
     */
    Found read(String file, ParameterLayout layout) {
        String source = "weights " + Secrets.mask(file);
        if (file.endsWith(ONNX)) {
            Weights weights = onnx.read(file).weights();
            if (!weights.layout().equals(layout)) {
                throw new RefusedException(
                        "%s: expected the parameters of the network's graph in their order, found others"
                                .formatted(source));
            }
            return new Found(hash(weights), OptionalInt.empty(), weights);
        }
        StepFile read = files.open(file, source, (in, length) -> StepFile.read(in, length, source, layout));
        return new Found(read.sha256(), read.step(), read.weights());
    }

    /** Reads a file that was read before. */
    Weights again(String file, ParameterLayout layout, String sha256) {
        Found again = read(file, layout);
        return requireSame(file, sha256, again.sha256, again.weights);
    }

    /** The graph's own weights, unless they have changed since they had a hash. */
    static Weights unchanged(String file, String before, Weights now) {
        return requireSame(file, before, hash(now), now);
    }

    static Weights requireSame(String file, String before, String now, Weights weights) {
        if (!before.equals(now)) {
            throw new RefusedException("%s: expected the file as it was read at the beginning (%s), found another (%s)"
                    .formatted(Secrets.mask(file), before, now));
        }
        return weights;
    }

    /** The hash of the values in the order of the layout, as little-endian floats: it covers those of external data. */
    static String hash(Weights weights) {
        MessageDigest digest = Sha256.digest();
        float[] values = weights.values();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += BUFFER) {
            int count = Math.min(BUFFER, values.length - from);
            buffer.clear().asFloatBuffer().put(values, from, count);
            digest.update(buffer.limit(count * Float.BYTES));
        }
        return Sha256.hex(digest);
    }
}
