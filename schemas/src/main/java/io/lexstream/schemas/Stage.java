package io.lexstream.schemas;

import java.util.Locale;

/** A step of the platform that reads and writes records, as named in dead letters. */
public enum Stage {
  INTAKE,
  ENRICHMENT,
  MODERATION,
  ANALYTICS,
  ARCHIVE;

  /** The name in the header {@code lexstream-error-stage}: {@code enrichment}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
