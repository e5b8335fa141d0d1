package io.lexstream.inference.onnx;

import io.lexstream.inference.ExecutionProvider;

/**
 * How a session is opened.
 *
 * @param provider the hardware asked for
 * @param device index of the GPU
 * @param intraOpThreads threads inside one run
 */
public record SessionSettings(ExecutionProvider provider, int device, int intraOpThreads) {}
