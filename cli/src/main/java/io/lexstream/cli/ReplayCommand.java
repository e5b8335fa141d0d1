package io.lexstream.cli;

import io.lexstream.cli.replay.Replay;
import io.lexstream.cli.replay.Replayed;
import io.lexstream.platform.RootCause;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lexstream replay}: sends dead letters to the topics they came from. */
@Command(
    name = "replay",
    header = "Sends dead letters to the topics they came from again.",
    description = {
      "",
      "Key and value are the original ones; the header lexstream-replay-of names the entry that"
          + " failed. Each run starts where the previous one ended.",
      ""
    },
    footer = {"", "Exit code: 0 done; 1 Kafka did not respond; 2 the command did not start."},
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers, separated by commas (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers = "127.0.0.1:9092";

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "Prefix of all topic names (default: ${DEFAULT-VALUE}).")
  private String prefix = Topics.DEFAULT_PREFIX;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description =
          "Replays only dead letters with this reason, for example inference-failed; skips others.")
  private Optional<String> reason = Optional.empty();

  @Option(names = "--all", description = "Starts at the oldest dead letter.")
  private boolean all;

  @Override
  public Integer call() {
    var connection =
        new ConnectionSettings(bootstrapServers, "mock://none", prefix, false, Map.of(), Map.of());
    try (var replay = Replay.open(connection)) {
      var replayed = replay.run(letter -> reason.map(letter.reason()::equals).orElse(true), all);
      var err = spec.commandLine().getErr();
      err.println(summary(replayed.sent()));
      skipped(replayed).ifPresent(err::println);
      return ExitCode.OK;
    } catch (KafkaException e) {
      throw CommandFailedException.failed(
          "cannot replay at %s: %s: check that Kafka runs there and that you may write to it"
              .formatted(bootstrapServers, RootCause.line(e)),
          e);
    }
  }

  /** Dead letters that cannot be replayed stay on the topic. */
  private static Optional<String> skipped(Replayed replayed) {
    var why = new ArrayList<String>();
    if (replayed.incomplete() > 0) {
      why.add(replayed.incomplete() + " whose key and value were too large to store");
    }
    if (replayed.withoutTopic() > 0) {
      why.add(replayed.withoutTopic() + " whose topic does not exist");
    }
    return why.isEmpty() ? Optional.empty() : Optional.of("skipped " + String.join(", ", why));
  }

  private static String summary(Map<String, Long> sent) {
    var byReason =
        new TreeMap<>(sent)
            .entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
    long total = sent.values().stream().mapToLong(Long::longValue).sum();
    return "replayed " + total + (sent.isEmpty() ? "" : byReason);
  }
}
