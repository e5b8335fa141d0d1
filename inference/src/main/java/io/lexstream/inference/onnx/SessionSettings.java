package io.lexstream.inference.onnx;

import io.lexstream.inference.ExecutionProvider;

/**
 * Settings of a session.
 *
 * @param provider requested execution provider
 * @param device index of the GPU
 * @param intraOpThreads number of threads for one run
 */
public record SessionSettings(ExecutionProvider provider, int device, int intraOpThreads) {}
