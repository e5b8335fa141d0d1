/** Applies the policy to enriched documents and writes decisions. */
package io.lexstream.streamsapp.topology.moderation;
