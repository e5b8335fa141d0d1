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

/** Counts over windows. Thread-safe. */
public final class InsightQueries {

  private final Stores stores;

  InsightQueries(Stores stores) {
    this.stores = stores;
  }

  /**
   * What is asked for.
   *
   * @param source empty for all sources
   * @param language empty for all languages
   * @param from first start of a window
   * @param to last start of a window
   */
  public record Asked(
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

    /** The one group this is about; empty when it is about several. */
    public Optional<Group> group() {
      return source.flatMap(s -> language.map(l -> new Group(s, l)));
    }
  }

  public Owner ownerOf(InsightWindow window, Group group) {
    return stores.ownerOf(window.store(), group, Group.SERDE.serializer());
  }

  /** Whether this instance counts for some groups. */
  public boolean isHere(InsightWindow window) {
    return stores.isHere(window.store());
  }

  public List<HostInfo> otherInstances(InsightWindow window) {
    return stores.others(window.store());
  }

  /** Windows of one group, which this instance owns. */
  public List<Insight> find(Asked asked, Group group, Owner.Here here) {
    return stores.<Group, WindowCounts, List<Insight>>read(
        asked.window().store(),
        here,
        store -> {
          var found = new ArrayList<Insight>();
          try (var windows = store.fetch(group, asked.from(), asked.to())) {
            windows.forEachRemaining(
                entry -> found.add(Insights.of(group, asked.window(), entry.key, entry.value)));
          }
          return found;
        });
  }

  /** Windows of all groups asked for that this instance owns. */
  public List<Insight> findAll(Asked asked) {
    return stores.<Group, WindowCounts, List<Insight>>readAll(
        asked.window().store(),
        store -> {
          var found = new ArrayList<Insight>();
          try (var windows = store.fetchAll(asked.from(), asked.to())) {
            windows.forEachRemaining(
                entry -> {
                  var group = entry.key.key();
                  if (asked.test(group)) {
                    found.add(
                        Insights.of(
                            group, asked.window(), entry.key.window().start(), entry.value));
                  }
                });
          }
          return found;
        });
  }
}
