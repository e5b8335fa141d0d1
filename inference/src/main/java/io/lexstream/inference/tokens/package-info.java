/** Converts text to model input: tokens with offsets, windows that fit the model, rows. */
package io.lexstream.inference.tokens;
