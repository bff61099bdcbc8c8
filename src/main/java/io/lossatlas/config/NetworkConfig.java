package io.lossatlas.config;

import java.util.List;

/**
 * A network that is brought along.
 *
 * @param name what it is called in tables and pictures: letters, digits, dots, hyphens and underscores
 * @param graph an ONNX file, local or any Hadoop URI
 * @param weights files of its weights, one for each step of its training; without any, the graph's initializers are they
 */
public record NetworkConfig(String name, String graph, List<String> weights) {
    /** What a name consists of. */
    public static final String NAME = "[A-Za-z0-9][A-Za-z0-9_.-]*";

    /** Copies the list. */
    public NetworkConfig {
        weights = List.copyOf(weights);
    }

    /** The name of a network whose file gives it one: the file's, less its folder and ending. */
    public static String nameOf(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
    }
}
