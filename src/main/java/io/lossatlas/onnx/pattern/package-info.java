/** Operations that exporters write in parts, found and put together. Uses {@code onnx.file} and {@code onnx.constant}. */
package io.lossatlas.onnx.pattern;
