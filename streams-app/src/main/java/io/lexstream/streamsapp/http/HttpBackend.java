package io.lexstream.streamsapp.http;

import io.lexstream.streamsapp.deadletters.DeadLetterLog;
import io.lexstream.streamsapp.deadletters.Replays;
import io.lexstream.streamsapp.read.feed.Feed;
import io.lexstream.streamsapp.read.query.StateQueries;
import io.lexstream.streamsapp.read.stats.ConsumerLags;
import io.lexstream.streamsapp.read.stats.Health;
import io.lexstream.streamsapp.read.stats.PipelineStats;
import io.lexstream.streamsapp.write.ingress.Gateway;
import java.util.function.Supplier;

/**
 * The parts of a running app that the API serves.
 *
 * @param gateway writes documents, verdicts and erasures to Kafka
 * @param queries reads the state stores
 * @param metrics all metrics in Prometheus's text format
 */
public record HttpBackend(
    Gateway gateway,
    StateQueries queries,
    Feed feed,
    PipelineStats stats,
    ConsumerLags lags,
    DeadLetterLog deadLetters,
    Replays replays,
    Supplier<Health> health,
    Supplier<String> metrics) {}
