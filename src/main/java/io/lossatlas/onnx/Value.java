package io.lossatlas.onnx;

/** A value of an ONNX graph: known before any image is seen, one of the network's parameters, computed from images, or a
 * sequence of such. */
sealed interface Value permits Known, ParameterSource, Activation, Parts {}
