package io.lexstream.inference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How an analyzer works. Made by {@link #builder()}; everything but the packages has a default,
 * measured on CPUs.
 *
 * @param packages the model packages; for a language and task the first that serves both is used,
 *     and the first of all is the default for texts whose language cannot be told
 * @param provider the hardware to run on
 * @param device index of the GPU
 * @param workers threads that run batches, per package; empty: one per core on a CPU, two on a GPU
 * @param intraOpThreads threads inside one run; empty: one
 * @param tokenBudget rows times longest row in a batch, in tokens; empty: by provider
 * @param batchRows rows in a batch, in order of arrival whatever their lengths; empty: by token
 *     budget, which pads less
 * @param linger how long a free worker may wait for more rows
 * @param runTimeout after how long a run counts as hung
 * @param summarySentences longest summary, in sentences
 * @param cacheBytes weight of the cache of repeats, in bytes of answers; 0: no cache
 */
public record AnalyzerOptions(
    List<PackageSource> packages,
    ExecutionProvider provider,
    int device,
    OptionalInt workers,
    OptionalInt intraOpThreads,
    OptionalInt tokenBudget,
    OptionalInt batchRows,
    Duration linger,
    Duration runTimeout,
    int summarySentences,
    long cacheBytes) {

  private static final Duration LONGEST = Duration.ofDays(365);

  /** No hardware has a use for more, and their tensors would outgrow a buffer. */
  private static final int LARGEST_TOKEN_BUDGET = 1 << 20;

  /** Checks every value. */
  public AnalyzerOptions {
    packages = List.copyOf(packages);
    Objects.requireNonNull(provider, "provider");
    require(!packages.isEmpty(), "name at least one model package");
    require(device >= 0, "device is " + device + ", must be 0 or more");
    requirePositive("workers", workers);
    requirePositive("intra-op threads", intraOpThreads);
    requirePositive("token budget", tokenBudget);
    requirePositive("batch rows", batchRows);
    require(
        batchRows.isEmpty() || tokenBudget.isEmpty(),
        "batch rows and token budget are both set: a batch has one bound, leave one out");
    require(
        tokenBudget.orElse(1) <= LARGEST_TOKEN_BUDGET,
        "token budget is " + tokenBudget.orElse(1) + ", must be at most " + LARGEST_TOKEN_BUDGET);
    require(
        !linger.isNegative() && linger.compareTo(LONGEST) <= 0,
        "linger is " + linger + ", must be from 0 to a year");
    require(
        !runTimeout.isNegative() && !runTimeout.isZero() && runTimeout.compareTo(LONGEST) <= 0,
        "run timeout is " + runTimeout + ", must be more than 0 and at most a year");
    require(
        summarySentences > 0, "summary sentences is " + summarySentences + ", must be 1 or more");
    require(cacheBytes >= 0, "cache bytes is " + cacheBytes + ", must be 0 or more");
  }

  private static void requirePositive(String name, OptionalInt value) {
    require(value.orElse(1) > 0, name + " is " + value.orElse(1) + ", must be 1 or more");
  }

  private static void require(boolean satisfied, String message) {
    if (!satisfied) {
      throw new IllegalArgumentException(message);
    }
  }

  /** A builder with every default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options. Not thread safe. */
  public static final class Builder {

    private final List<PackageSource> packages = new ArrayList<>();
    private ExecutionProvider provider = ExecutionProvider.AUTO;
    private int device = 0;
    private OptionalInt workers = OptionalInt.empty();
    private OptionalInt intraOpThreads = OptionalInt.empty();
    private OptionalInt tokenBudget = OptionalInt.empty();
    private OptionalInt batchRows = OptionalInt.empty();
    private Duration linger = Duration.ZERO;
    private Duration runTimeout = Duration.ofSeconds(60);
    private int summarySentences = 3;
    private long cacheBytes = 32L << 20;

    private Builder() {}

    /** Adds the package in that folder. */
    public Builder addPackage(Path folder) {
      return addPackage(PackageSource.of(folder));
    }

    /** Adds a package. */
    public Builder addPackage(PackageSource source) {
      packages.add(source);
      return this;
    }

    /** The hardware to run on; by default {@link ExecutionProvider#AUTO}. */
    public Builder provider(ExecutionProvider value) {
      provider = value;
      return this;
    }

    /** Index of the GPU; by default 0. */
    public Builder device(int value) {
      device = value;
      return this;
    }

    /** Threads that run batches, per package. */
    public Builder workers(int value) {
      workers = OptionalInt.of(value);
      return this;
    }

    /** Threads inside one run. */
    public Builder intraOpThreads(int value) {
      intraOpThreads = OptionalInt.of(value);
      return this;
    }

    /** Rows times longest row in a batch, in tokens. */
    public Builder tokenBudget(int value) {
      tokenBudget = OptionalInt.of(value);
      return this;
    }

    /** Rows in a batch, in order of arrival; by default batches are made by token budget. */
    public Builder batchRows(int value) {
      batchRows = OptionalInt.of(value);
      return this;
    }

    /** How long a free worker may wait for more rows; by default not at all. */
    public Builder linger(Duration value) {
      linger = value;
      return this;
    }

    /** After how long a run counts as hung; by default a minute. */
    public Builder runTimeout(Duration value) {
      runTimeout = value;
      return this;
    }

    /** Longest summary, in sentences; by default 3. */
    public Builder summarySentences(int value) {
      summarySentences = value;
      return this;
    }

    /** Weight of the cache of repeats in bytes, 0 for none; by default 32 MiB. */
    public Builder cacheBytes(long value) {
      cacheBytes = value;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public AnalyzerOptions build() {
      return new AnalyzerOptions(
          packages,
          provider,
          device,
          workers,
          intraOpThreads,
          tokenBudget,
          batchRows,
          linger,
          runTimeout,
          summarySentences,
          cacheBytes);
    }
  }
}
