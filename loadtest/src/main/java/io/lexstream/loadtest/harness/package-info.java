/** Runs the comparison in rounds and stores the measurements. */
package io.lexstream.loadtest.harness;
