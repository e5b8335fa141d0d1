/** The services of a one-process platform: broker, Flink cluster, and the folder they work in. */
package io.lexstream.platform;
