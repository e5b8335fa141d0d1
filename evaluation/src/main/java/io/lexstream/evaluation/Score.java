package io.lexstream.evaluation;

/**
 * One figure of an evaluation.
 *
 * @param metric its name
 * @param value the figure
 * @param bar what it is to reach
 */
record Score(String metric, double value, Bar bar) {}
