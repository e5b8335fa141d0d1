package io.lexstream.streamsapp.read.query;

import io.lexstream.schemas.avro.Insight;
import io.lexstream.streamsapp.topology.analytics.Group;
import io.lexstream.streamsapp.topology.analytics.InsightWindow;
import io.lexstream.streamsapp.topology.analytics.Insights;
import io.lexstream.streamsapp.topology.analytics.WindowCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.streams.state.HostInfo;

/** Finds insights in the state stores. Thread-safe. */
public final class InsightQueries {

  private final Stores stores;

  InsightQueries(Stores stores) {
    this.stores = stores;
  }

  /**
   * Selects insights.
   *
   * @param source empty for all sources
   * @param language empty for all languages
   * @param from earliest start of a window
   * @param to latest start of a window
   */
  public record InsightQuery(
      InsightWindow window,
      Optional<String> source,
      Optional<String> language,
      Instant from,
      Instant to)
      implements Predicate<Group> {

    @Override
    public boolean test(Group group) {
      return (source.isEmpty() || source.get().equals(group.source()))
          && (language.isEmpty() || language.get().equals(group.language()));
    }

    /** The group, if source and language select a single one. */
    public Optional<Group> group() {
      return source.flatMap(s -> language.map(l -> new Group(s, l)));
    }
  }

  public Owner ownerOf(InsightWindow window, Group group) {
    return stores.ownerOf(window.store(), group, Group.SERDE.serializer());
  }

  /** Whether this instance holds some groups. */
  public boolean isLocal(InsightWindow window) {
    return stores.isLocal(window.store());
  }

  public List<HostInfo> otherInstances(InsightWindow window) {
    return stores.otherOwners(window.store());
  }

  /** Insights of one group, which this instance owns. */
  public List<Insight> find(InsightQuery query, Group group, Owner.Local local) {
    return stores.<Group, WindowCounts, List<Insight>>read(
        query.window().store(),
        local,
        store -> {
          var found = new ArrayList<Insight>();
          try (var windows = store.fetch(group, query.from(), query.to())) {
            windows.forEachRemaining(
                entry -> found.add(Insights.of(group, query.window(), entry.key, entry.value)));
          }
          return found;
        });
  }

  /** Insights of all selected groups that this instance owns. */
  public List<Insight> findAll(InsightQuery query) {
    return stores.<Group, WindowCounts, List<Insight>>readAll(
        query.window().store(),
        store -> {
          var found = new ArrayList<Insight>();
          try (var windows = store.fetchAll(query.from(), query.to())) {
            windows.forEachRemaining(
                entry -> {
                  var group = entry.key.key();
                  if (query.test(group)) {
                    found.add(
                        Insights.of(
                            group, query.window(), entry.key.window().start(), entry.value));
                  }
                });
          }
          return found;
        });
  }
}
