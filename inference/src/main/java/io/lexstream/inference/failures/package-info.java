/** The two kinds of failure, and the probe that distinguishes them. */
package io.lexstream.inference.failures;
