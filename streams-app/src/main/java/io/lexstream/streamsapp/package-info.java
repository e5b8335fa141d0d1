/** Kafka Streams: intake, moderation and analytics. */
package io.lexstream.streamsapp;
