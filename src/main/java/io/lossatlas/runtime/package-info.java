/**
 * ONNX Runtime behind the interfaces of {@code engine}, for networks of ONNX files whose operations LossAtlas' own kernels lack. Its
 * jar is optional: {@code RuntimeLibrary} says whether it is there, and no class of it is touched before. Uses {@code data},
 * {@code graph}, {@code onnx.open} and {@code engine}; does not know Spark or {@code config}.
 */
package io.lossatlas.runtime;
