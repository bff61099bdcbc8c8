package io.lossatlas.onnx;

import io.lossatlas.onnx.file.ConstantTensor;

/** A constant. */
record Known(ConstantTensor tensor) implements Value {}
