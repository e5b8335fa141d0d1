/**
 * Batches rows by token budget and keeps them apart when one fails. Knows nothing of text, tensors
 * or ONNX Runtime: a row is whatever has a length in tokens.
 *
 * <p>{@link io.lexstream.inference.batching.TokenBudgetBatcher} is the door. Behind it, the queue
 * forms batches, the bisector isolates failures and the watchdog notices runs that hang; each is
 * plain single-threaded logic, and only the batcher knows threads.
 */
package io.lexstream.inference.batching;
