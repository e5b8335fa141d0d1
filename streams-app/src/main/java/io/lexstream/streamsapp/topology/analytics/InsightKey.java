package io.lexstream.streamsapp.topology.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * Key of an insight. Compaction keeps the latest insight for each source, language and window.
 *
 * @param window {@code 1m} or {@code 1h}
 * @param start first instant of the window, ms since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InsightKey(
    @JsonProperty String source,
    @JsonProperty String language,
    @JsonProperty String window,
    @JsonProperty long start) {

  static InsightKey of(InsightWindow window, Windowed<Group> windowed) {
    return new InsightKey(
        windowed.key().source(),
        windowed.key().language(),
        window.text(),
        windowed.window().start());
  }

  Group group() {
    return new Group(source, language);
  }
}
