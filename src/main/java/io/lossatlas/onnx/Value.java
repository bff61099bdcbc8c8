package io.lossatlas.onnx;

/** A value of an ONNX graph: known before any image is seen, one of the network's parameters, or computed from images. */
sealed interface Value permits Known, ParameterSource, Activation {}
