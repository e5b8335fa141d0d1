package io.lexstream.streamsapp.write.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;

/**
 * A record of another application, as a tree.
 *
 * @param key reads the key when a path needs it
 */
record ForeignRecord(Supplier<JsonNode> key, JsonNode value) {}
