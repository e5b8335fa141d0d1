/**
 * The contract between the parts of Lexstream: Avro records, their JSON form, topics, registry
 * serdes and headers.
 */
package io.lexstream.schemas;
