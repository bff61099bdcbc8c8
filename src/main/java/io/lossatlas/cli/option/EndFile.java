package io.lossatlas.cli.option;

import io.lossatlas.graph.Weights;
import java.util.function.Supplier;

/**
 * A file of weights that lines or triangles of a run lead to, read and checked.
 *
 * @param name what it is called in tables: the file's, less its ending
 * @param file its name, without folder
 * @param sha256 of the file, or of the values where they are a graph's own, in hexadecimal
 * @param weights reads them again
 */
public record EndFile(String name, String file, String sha256, Supplier<Weights> weights) {}
