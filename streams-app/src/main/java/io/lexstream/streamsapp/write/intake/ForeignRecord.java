package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record of someone else's, as a tree to be looked into.
 *
 * @param key as text; null when there is none or it is no text
 */
record ForeignRecord(String key, JsonNode value) {}
