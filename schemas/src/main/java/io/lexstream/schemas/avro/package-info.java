/** The records on the topics, generated from {@code src/main/avro}. */
package io.lexstream.schemas.avro;
