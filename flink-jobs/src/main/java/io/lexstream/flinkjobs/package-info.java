/** The Flink enrichment job. */
package io.lexstream.flinkjobs;
