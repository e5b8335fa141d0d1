/** What is compared: the pipeline, the ceilings, the baselines, all given the same documents. */
package io.lexstream.loadtest.systems;
