package io.lexstream.evaluation;

/**
 * One figure of an evaluation.
 *
 * @param metric its name
 * @param value the figure
 * @param bar the value it has to reach
 */
record Score(String metric, double value, Bar bar) {}
