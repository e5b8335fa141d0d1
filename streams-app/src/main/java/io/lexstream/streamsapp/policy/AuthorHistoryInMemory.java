package io.lexstream.streamsapp.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An unbounded history in memory, for trying policies and recomputing decisions. */
public final class AuthorHistoryInMemory extends AuthorHistory {

  private final Map<String, NavigableMap<Long, Long>> changes = new HashMap<>();

  @Override
  protected long sum(String key, long from, long to) {
    return changes.getOrDefault(key, new TreeMap<>()).subMap(from, true, to, true).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  protected void add(String key, long minute, long change) {
    changes.computeIfAbsent(key, unused -> new TreeMap<>()).merge(minute, change, Long::sum);
  }
}
