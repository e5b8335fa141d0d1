/**
 * Generates load: texts, lengths, languages, repeats and send times. Seeds determine all of them.
 */
package io.lexstream.loadtest.generator;
