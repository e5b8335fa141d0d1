/**
 * The analyzer: {@link io.lexstream.inference.analyzer.AnalysisPipeline} has the stages of a text,
 * {@link io.lexstream.inference.analyzer.PackagedAnalyzer} the lifecycle around them.
 */
package io.lexstream.inference.analyzer;
