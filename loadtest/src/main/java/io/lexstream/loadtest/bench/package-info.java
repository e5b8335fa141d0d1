/** {@code lexstream bench}, and the programs that it measures. */
package io.lexstream.loadtest.bench;
