package io.lossatlas.onnx;

import io.lossatlas.onnx.file.Tensor;

/** A constant. */
record Known(Tensor tensor) implements Value {}
