package io.lexstream.cli.demo;

/**
 * A sample text or a part of one.
 *
 * @param source name of its source, for example {@code reviews}
 * @param language ISO 639-1
 */
public record Sample(String text, String source, String language) {}
