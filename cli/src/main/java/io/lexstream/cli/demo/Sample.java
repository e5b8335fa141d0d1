package io.lexstream.cli.demo;

/**
 * A real text, or a stretch of one.
 *
 * @param source where it comes from, as {@code reviews}
 * @param language ISO 639-1
 */
public record Sample(String text, String source, String language) {}
