/** ONNX files as they stand, read with nothing taken on trust: messages, tensors, data beside the file, the order of nodes. */
package io.lossatlas.onnx.file;
