/** Load generator, meter and benchmarks. */
package io.lexstream.loadtest;
