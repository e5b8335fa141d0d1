/**
 * ONNX Runtime: sessions, execution providers, tensors, and the check that a graph keeps its
 * package's promise.
 */
package io.lexstream.inference.onnx;
