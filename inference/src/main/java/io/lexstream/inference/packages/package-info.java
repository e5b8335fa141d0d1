/**
 * Model packages: reads the description of graph, tokenizer and heads from {@code lexstream.yaml}
 * or from the {@code config.json} that Hugging Face Optimum writes.
 */
package io.lexstream.inference.packages;
