package io.lexstream.inference;

/**
 * What an analyzer measures. Each metric is declared here once; the code that measures it reports
 * values to an {@link AnalyzerListener}, and the host application exports every declared metric.
 *
 * <p>Durations are in microseconds.
 */
public enum AnalyzerMetric {
  /** Time to tokenize a text and cut it into windows. */
  TOKENIZE_TIME("tokenize_us", Scope.MODEL, Kind.HISTOGRAM),

  /** Time a row waited for its batch. */
  QUEUE_TIME("queue_us", Scope.MODEL, Kind.HISTOGRAM),

  /** Time of a run of the graph. */
  INFERENCE_TIME("inference_us", Scope.MODEL, Kind.HISTOGRAM),

  /** Rows of a batch that ran. */
  BATCH_ROWS("batch_rows", Scope.MODEL, Kind.HISTOGRAM),

  /** Tokens of a batch that ran, without padding. */
  BATCH_TOKENS("batch_tokens", Scope.MODEL, Kind.HISTOGRAM),

  /** Tokens of all batches that ran, without padding. */
  TOKENS("tokens", Scope.MODEL, Kind.COUNTER),

  /** Tokens of all batches that ran, with padding: rows times longest row. */
  PADDED_TOKENS("padded_tokens", Scope.MODEL, Kind.COUNTER),

  /** Rows that wait for a batch. */
  QUEUE_DEPTH("queue_depth", Scope.MODEL, Kind.GAUGE),

  /** Batches whose run failed; their rows run again in parts. */
  BATCHES_FAILED("batches_failed", Scope.MODEL, Kind.COUNTER),

  /** Rows of a batch whose run failed. */
  FAILED_BATCH_ROWS("failed_batch_rows", Scope.MODEL, Kind.HISTOGRAM),

  /** Row failures. */
  ROWS_FAILED("rows_failed", Scope.MODEL, Kind.COUNTER),

  /** Engine failures. */
  ENGINES_FAILED("engines_failed", Scope.MODEL, Kind.COUNTER),

  /** Texts answered from the cache of repeats. */
  CACHE_HITS("cache_hits", Scope.ANALYZER, Kind.COUNTER),

  /** Texts that were not in the cache of repeats. */
  CACHE_MISSES("cache_misses", Scope.ANALYZER, Kind.COUNTER);

  /** What the values of a metric mean. */
  public enum Kind {
    /** Each value is added to the total. */
    COUNTER,
    /** Each value replaces the one before. */
    GAUGE,
    /** Each value is one sample of a distribution. */
    HISTOGRAM
  }

  /** What a metric is reported for. */
  public enum Scope {
    /** The analyzer as a whole. */
    ANALYZER,
    /** Each model package: see {@link AnalyzerListener#forModel}. */
    MODEL
  }

  private final String metricName;
  private final Scope scope;
  private final Kind kind;

  AnalyzerMetric(String metricName, Scope scope, Kind kind) {
    this.metricName = metricName;
    this.scope = scope;
    this.kind = kind;
  }

  /** The name to export it by, such as {@code queue_us}. */
  public String metricName() {
    return metricName;
  }

  /** What it is reported for. */
  public Scope scope() {
    return scope;
  }

  /** What its values mean. */
  public Kind kind() {
    return kind;
  }
}
