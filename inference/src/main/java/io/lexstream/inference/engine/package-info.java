/**
 * A loaded model package: tokenizer, session and batcher in one engine, shared by all analyzers of
 * a process that use the same package.
 */
package io.lexstream.inference.engine;
