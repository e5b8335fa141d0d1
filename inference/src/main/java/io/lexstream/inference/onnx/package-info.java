/**
 * ONNX Runtime: sessions, execution providers, tensors, and the check that a graph matches its
 * package.
 */
package io.lexstream.inference.onnx;
