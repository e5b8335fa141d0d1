/**
 * Batches rows by token budget and isolates rows that fail. It does not depend on text, tensors or
 * ONNX Runtime: a row is any object with a length in tokens.
 *
 * <p>{@link io.lexstream.inference.batching.TokenBudgetBatcher} is the entry point. The queue forms
 * batches, the bisector isolates failures, and the watchdog detects runs that hang. Each of them is
 * single-threaded logic; only the batcher uses threads.
 */
package io.lexstream.inference.batching;
