/**
 * The ceiling: ONNX Runtime alone, on texts that are tokenized and sorted by length in advance. A
 * system that also reads, batches and writes documents cannot be faster with the same graph.
 */
package io.lexstream.loadtest.ceiling;
