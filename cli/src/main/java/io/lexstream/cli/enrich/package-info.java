/** Sends the lines of a file through Kafka and Flink and writes the results in the same order. */
package io.lexstream.cli.enrich;
