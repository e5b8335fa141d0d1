/**
 * Model packages: what a folder says about its graph, tokenizer and heads, whether written by
 * Lexstream ({@code lexstream.yaml}) or by Hugging Face Optimum ({@code config.json}).
 */
package io.lexstream.inference.packages;
