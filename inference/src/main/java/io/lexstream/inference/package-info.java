/** Text in, analysis out: transformer models on ONNX Runtime, usable as a plain library. */
package io.lexstream.inference;
