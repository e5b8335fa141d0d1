/** The way of a file through Kafka and Flink and back into lines, in the order they were read. */
package io.lexstream.cli.enrich;
