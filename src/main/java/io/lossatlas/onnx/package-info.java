/**
 * Networks in ONNX files as graphs: reads the file, which anyone may have written, folds what does not depend on the images, and
 * turns each operation into those of {@code graph.operation}. Uses {@code config} for refusals and {@code graph}; ONNX's
 * messages are those in ND4J's jar.
 */
package io.lossatlas.onnx;
