/**
 * The ceiling: bare ONNX Runtime in a loop over texts that are tokenized and sorted by length
 * beforehand. Nothing that has to read, batch and answer documents can be faster on the same graph.
 */
package io.lexstream.loadtest.ceiling;
