/** Runs the comparison round by round, and keeps what was measured. */
package io.lexstream.loadtest.harness;
