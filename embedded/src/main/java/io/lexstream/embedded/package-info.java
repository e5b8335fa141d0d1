/** Kafka broker and schema registry for one machine, without any other part of Lexstream. */
package io.lexstream.embedded;
