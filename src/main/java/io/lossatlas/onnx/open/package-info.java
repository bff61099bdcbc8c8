/**
 * ONNX models that are computed as they stand, with parameters that can be set: which initializers are parameters and what they
 * are to the nodes that read them, and the model's bytes with other values in their place.
 */
package io.lossatlas.onnx.open;
