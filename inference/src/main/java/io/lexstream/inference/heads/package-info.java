/**
 * Decodes the outputs of a graph into classifications, entities and summaries, and merges the
 * windows of long texts.
 */
package io.lexstream.inference.heads;
