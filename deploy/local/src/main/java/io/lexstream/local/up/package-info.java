/** The whole platform in one process: what {@code up} and {@code demo} run. */
package io.lexstream.local.up;
