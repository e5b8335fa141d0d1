package io.lexstream.loadtest.workload;

/**
 * A document every system gets.
 *
 * @param id unique within its workload
 * @param text what to analyze
 * @param language ISO 639-1, as the corpus has it; systems are not told
 */
public record WorkDocument(String id, String text, String language) {}
