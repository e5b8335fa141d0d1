package io.lexstream.streamsapp.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lexstream.schemas.HeaderNames;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.schemas.Topic;
import io.lexstream.schemas.Topics;
import io.lexstream.schemas.avro.Document;
import io.lexstream.streamsapp.read.feed.CommittedRecord;
import io.lexstream.streamsapp.read.feed.RecordListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The latest dead letters and the outcomes of their replays. Outcomes are read from the records of
 * later topics, whose headers name the replayed entry, so that every instance knows all replays
 * since its start. Thread-safe.
 */
public final class DeadLetterLog implements RecordListener {

  /** Number of dead letters kept. */
  static final int KEPT = 1_000;

  private static final int REPLAYS_KEPT = 10_000;

  private final TextExcerpts excerpts;
  private final Deque<DeadLetterSummary> letters = new ArrayDeque<>();
  private final Cache<String, Replay> replays =
      Caffeine.newBuilder().maximumSize(REPLAYS_KEPT).build();

  public DeadLetterLog(Topics topics, RegistrySerdes serdes) {
    this.excerpts = new TextExcerpts(topics, serdes.deserializer(Document.class));
  }

  @Override
  public void onRecord(CommittedRecord seen) {
    if (seen.topic() == Topic.DEAD_LETTERS) {
      add(DeadLetterSummary.of(seen, excerpts));
    }
    if (seen.topic() != Topic.DECISIONS) {
      noteReplay(seen);
    }
  }

  private synchronized void add(DeadLetterSummary letter) {
    letters.addFirst(letter);
    if (letters.size() > KEPT) {
      letters.removeLast();
    }
  }

  private void noteReplay(CommittedRecord seen) {
    var header = seen.consumed().headers().lastHeader(HeaderNames.REPLAY_OF);
    if (header != null && header.value() != null) {
      boolean isDead = seen.topic() == Topic.DEAD_LETTERS;
      replays.put(
          new String(header.value(), UTF_8),
          new Replay(seen.readAt(), isDead ? Replay.DEAD : Replay.ENRICHED));
    }
  }

  /** Up to {@code limit} dead letters that match {@code wanted}, latest first. */
  public synchronized List<DeadLetterSummary> latest(
      int limit, Predicate<DeadLetterSummary> wanted) {
    var latest = new ArrayList<DeadLetterSummary>();
    for (var letter : letters) {
      if (latest.size() == limit) {
        break;
      }
      if (wanted.test(letter)) {
        latest.add(letter);
      }
    }
    return latest;
  }

  /** Number of dead letters kept now. */
  public synchronized int size() {
    return letters.size();
  }

  /** The replay of {@code entry}; empty if none is known. */
  public Optional<Replay> replayOf(String entry) {
    return Optional.ofNullable(replays.getIfPresent(entry));
  }

  /** Marks {@code entry} as being replayed. Returns false if it was replayed before. */
  boolean begin(String entry, Replay replay) {
    return replays.asMap().putIfAbsent(entry, replay) == null;
  }

  /** Undoes {@link #begin}. */
  void abandon(String entry) {
    replays.invalidate(entry);
  }
}
