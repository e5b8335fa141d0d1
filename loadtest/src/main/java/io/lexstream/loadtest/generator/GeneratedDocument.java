package io.lexstream.loadtest.generator;

import io.lexstream.cli.demo.Sample;

/**
 * A document to send.
 *
 * @param number position in the stream, from 0
 * @param sample the text
 * @param repeat whether the text repeats an earlier one
 */
public record GeneratedDocument(long number, Sample sample, boolean repeat) {}
