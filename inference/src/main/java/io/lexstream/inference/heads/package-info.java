/**
 * What the numbers of a graph mean: labels of a text, entities, summaries, each merged over the
 * windows of a long text.
 */
package io.lexstream.inference.heads;
