/**
 * The systems that are compared: pipeline, ceiling, host and baselines. All get the same documents.
 */
package io.lexstream.loadtest.systems;
