/**
 * Moderation policies: a file of ordered rules becomes a {@link
 * io.lexstream.streamsapp.policy.Policy}, which gives a decision for a document. Without Kafka.
 */
package io.lexstream.streamsapp.policy;
