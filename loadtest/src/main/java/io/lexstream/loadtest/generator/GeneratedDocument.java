package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Sample;

/**
 * A document to send.
 *
 * @param number its place in the stream, from 0
 * @param sample its text
 * @param repeat whether the text was chosen because it came before
 */
public record GeneratedDocument(long number, Sample sample, boolean repeat) {}
