package io.lexstream.streamsapp.topology.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lexstream.schemas.Stage;
import io.lexstream.streamsapp.topology.JsonSerde;
import org.apache.kafka.common.serialization.Serde;

/**
 * Key of the counts. Null for documents without source, or with unknown language.
 *
 * @param language ISO 639-1 code
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Group(String source, String language) {

  /** As keys of stores and repartition topics. */
  public static final Serde<Group> SERDE = JsonSerde.of(Stage.ANALYTICS, Group.class);
}
