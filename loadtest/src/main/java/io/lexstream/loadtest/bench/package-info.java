/** {@code lexstream bench}: the platform's parts as processes that the load test measures. */
package io.lexstream.loadtest.bench;
