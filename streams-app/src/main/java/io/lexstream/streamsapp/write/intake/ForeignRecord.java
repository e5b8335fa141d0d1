package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A record of another application, as a tree.
 *
 * @param key the record's key; null if it has none or it is not text
 */
record ForeignRecord(String key, JsonNode value) {}
