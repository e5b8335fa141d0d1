/**
 * Analyzes texts with transformer models on ONNX Runtime. Usable as a plain library.
 *
 * <p>This package is the API. The implementation lies in the packages below it, which other modules
 * do not use; {@link io.lexstream.inference.InferenceProvider} connects the two.
 */
package io.lexstream.inference;
