package io.lossatlas.data;

import io.lossatlas.config.Split;
import java.io.Serializable;
import java.util.Map;

/**
 * The examples of a run.
 *
 * @param train training examples, as many as the configuration asks for
 * @param test test examples, likewise; images of the same shape and classes
 * @param sha256 hash of each file's whole uncompressed content in hexadecimal, under the key that names the file, like
 *     {@code data.train-images}, or the format and its name, like {@code data.cifar10/test_batch.bin}
 */
public record DataSet(LabelledImages train, LabelledImages test, Map<String, String> sha256) implements Serializable {

    /** Copies the map. */
    public DataSet {
        sha256 = Map.copyOf(sha256);
    }

    /** The examples of a split. */
    public LabelledImages of(Split split) {
        return switch (split) {
            case TRAIN -> train;
            case TEST -> test;
        };
    }
}
