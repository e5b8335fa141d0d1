/**
 * Policy in, decisions out: ordered rules over what the models found and what an author did before.
 */
package io.lexstream.streamsapp.topology.moderation;
