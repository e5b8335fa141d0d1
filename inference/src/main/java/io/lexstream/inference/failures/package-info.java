/** The two kinds of failure, and the probe that tells one from the other. */
package io.lexstream.inference.failures;
