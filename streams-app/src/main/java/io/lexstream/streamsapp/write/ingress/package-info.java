/** Writes documents, verdicts, erasures and replayed dead letters to Kafka. */
package io.lexstream.streamsapp.write.ingress;
