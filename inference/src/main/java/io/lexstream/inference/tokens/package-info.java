/**
 * Text to rows: tokens with their place in the text, windows that fit a model, rows for the
 * batcher.
 */
package io.lexstream.inference.tokens;
