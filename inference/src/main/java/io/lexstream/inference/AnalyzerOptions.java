package io.lexstream.inference;

import io.lexstream.settings.Setting;
import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options of an analyzer: its model packages, and a value for each {@link Setting} declared
 * here. An option is declared nowhere else. Made by {@link #builder} or read from a configuration
 * by {@link #from}.
 *
 * <p>Immutable. Serializable, so that options travel to the operators of a Flink job.
 */
public final class AnalyzerOptions implements Serializable {

  private static final Duration LONGEST = Duration.ofDays(365);

  /** Folders of the model packages, for {@link #from}. */
  public static final Setting<List<String>> PACKAGES =
      Setting.list(
          "models.packages",
          "Folders of the model packages. The first is the default for texts whose language is"
              + " undetermined.");

  public static final Setting<ExecutionProvider> PROVIDER =
      Setting.choice(
              "inference.provider", ExecutionProvider.class, "The hardware that models run on.")
          .withDefault(ExecutionProvider.AUTO);

  public static final Setting<Integer> DEVICE =
      Setting.integer("inference.device", 0, 255, "Index of the GPU.").withDefault(0);

  public static final Setting<Integer> WORKERS =
      Setting.integer(
              "inference.workers",
              1,
              1024,
              "Threads that run batches, per package. If left out: on a CPU one per core, on a GPU"
                  + " two.")
          .optional();

  public static final Setting<Integer> INTRA_OP_THREADS =
      Setting.integer("inference.threads", 1, 1024, "Threads inside one run.").withDefault(1);

  /** The limit is more than any hardware uses, and keeps tensors within one buffer. */
  public static final Setting<Integer> TOKEN_BUDGET =
      Setting.integer(
              "inference.token-budget",
              1,
              1 << 20,
              "Limit of a batch in tokens: rows times longest row. If left out: on a CPU 256, on a"
                  + " GPU 16384.")
          .optional();

  public static final Setting<Integer> BATCH_ROWS =
      Setting.integer(
              "inference.batch-rows",
              1,
              4096,
              "Limit of a batch in rows, taken in order of arrival. If left out: batches are formed"
                  + " by token budget, which needs less padding.")
          .optional();

  public static final Setting<Duration> LINGER =
      Setting.duration(
              "inference.linger",
              Duration.ZERO,
              LONGEST,
              "How long a free worker waits for more rows.")
          .withDefault(Duration.ZERO);

  public static final Setting<Duration> RUN_TIMEOUT =
      Setting.duration(
              "inference.run-timeout",
              Duration.ofMillis(1),
              LONGEST,
              "A run of a model that takes longer counts as hung.")
          .withDefault(Duration.ofSeconds(60));

  public static final Setting<Integer> SUMMARY_SENTENCES =
      Setting.integer("inference.summary-sentences", 1, 100, "Longest summary, in sentences.")
          .withDefault(3);

  public static final Setting<Integer> SUMMARY_LENGTH =
      Setting.integer(
              "inference.summary-max-length",
              20,
              100_000,
              "Longest summary, in characters. A summary is also at most half as long as its text.")
          .withDefault(400);

  public static final Setting<List<String>> UNDISGUISE =
      Setting.list(
              "inference.undisguise",
              "Tasks that also score a text without the disguises of its words, such as \"st.up.id\""
                  + " or \"5tup1d\". An empty list for none.")
          .withDefault(List.of("toxicity"));

  public static final Setting<Long> CACHE_SIZE =
      Setting.size(
              "inference.cache-size", "Size of the cache that answers repeats; 0 for no cache.")
          .withDefault(32L << 20);

  /** The options of an engine. Analyzers that agree on them share the engine of a package. */
  public static final List<Setting<?>> ENGINE_SETTINGS =
      List.of(
          PROVIDER,
          DEVICE,
          WORKERS,
          INTRA_OP_THREADS,
          TOKEN_BUDGET,
          BATCH_ROWS,
          LINGER,
          RUN_TIMEOUT);

  /** Every option, for a process that declares them to {@link Settings} and calls {@link #from}. */
  public static final List<Setting<?>> SETTINGS =
      concat(
          List.of(PACKAGES),
          ENGINE_SETTINGS,
          List.of(SUMMARY_SENTENCES, SUMMARY_LENGTH, UNDISGUISE, CACHE_SIZE));

  private static final long serialVersionUID = 1L;

  private final List<PackageSource> packages;

  /** Values by key; an option that is not set is absent. */
  private final Map<String, Serializable> values;

  private AnalyzerOptions(Builder builder) {
    packages = List.copyOf(builder.packages);
    values = Map.copyOf(builder.values);
  }

  @SafeVarargs
  private static List<Setting<?>> concat(List<Setting<?>>... lists) {
    var all = new ArrayList<Setting<?>>();
    for (var list : lists) {
      all.addAll(list);
    }
    return List.copyOf(all);
  }

  /** A builder in which every option has its default. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The options in a configuration to which {@link #SETTINGS} were declared.
   *
   * @throws SettingsException if options contradict each other
   */
  public static AnalyzerOptions from(Settings settings) {
    var builder = builder();
    settings.get(PACKAGES).forEach(folder -> builder.addPackage(Path.of(folder)));
    SETTINGS.stream()
        .filter(setting -> setting != PACKAGES)
        .forEach(setting -> copy(setting, settings, builder));
    return builder.build();
  }

  private static <T> void copy(Setting<T> setting, Settings settings, Builder builder) {
    settings.find(setting).ifPresent(value -> builder.set(setting, value));
  }

  /**
   * The model packages. For a language and task the first package that serves both is used; the
   * first of all is the default for texts whose language is undetermined.
   */
  public List<PackageSource> packages() {
    return packages;
  }

  /** The value of an option that has a default. */
  public <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException(setting + " is optional: use find"));
  }

  /** The value of an option that may be left out. */
  @SuppressWarnings("unchecked") // Builder.set is the only writer.
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting.key())).or(setting::defaultValue);
  }

  /** Collects options. Not thread safe. */
  public static final class Builder {

    private final List<PackageSource> packages = new ArrayList<>();
    private final Map<String, Serializable> values = new HashMap<>();

    private Builder() {}

    /** Adds the package in a folder. */
    public Builder addPackage(Path folder) {
      return addPackage(PackageSource.of(folder));
    }

    /** Adds a package. */
    public Builder addPackage(PackageSource source) {
      packages.add(source);
      return this;
    }

    /**
     * Sets an option of {@link #SETTINGS}.
     *
     * @throws SettingsException if the option does not accept the value
     */
    public <T> Builder set(Setting<T> setting, T value) {
      if (setting == PACKAGES || !SETTINGS.contains(setting)) {
        throw new IllegalArgumentException(setting + " is not an option of the builder");
      }
      values.put(setting.key(), (Serializable) setting.requireAccepted(value));
      return this;
    }

    /**
     * The options.
     *
     * @throws SettingsException if no package is given or options contradict each other
     */
    public AnalyzerOptions build() {
      if (packages.isEmpty()) {
        throw new SettingsException("no model package is given: add at least one");
      }
      if (values.containsKey(BATCH_ROWS.key()) && values.containsKey(TOKEN_BUDGET.key())) {
        throw new SettingsException(
            "%s and %s are both set, but a batch has one limit: remove one"
                .formatted(BATCH_ROWS, TOKEN_BUDGET));
      }
      return new AnalyzerOptions(this);
    }
  }
}
