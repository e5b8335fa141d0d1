/** The one-process platform: its start-up sequence, its Flink cluster and its folders. */
package io.lexstream.platform;
