/** What ONNX's operations make of constants, above all of shapes. Uses {@code onnx.file}. */
package io.lossatlas.onnx.constant;
