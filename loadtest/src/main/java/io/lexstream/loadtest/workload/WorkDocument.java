package io.lexstream.loadtest.workload;

/**
 * A document that every system analyzes.
 *
 * @param id unique within its workload
 * @param text text to analyze
 * @param language language in the corpus, ISO 639-1; systems do not receive it
 */
public record WorkDocument(String id, String text, String language) {}
