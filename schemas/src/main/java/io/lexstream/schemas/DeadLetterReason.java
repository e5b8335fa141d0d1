package io.lexstream.schemas;

/** Why a record became a dead letter. Strings, so that a later version may add one. */
public final class DeadLetterReason {

  /** Bytes that are not Avro, an unknown schema id, a truncated record. */
  public static final String UNDECODABLE = "undecodable";

  /** A document that lacks text, or is not JSON, or not UTF-8. */
  public static final String INVALID_DOCUMENT = "invalid-document";

  /** A document above the size limits. */
  public static final String TOO_LARGE = "too-large";

  /** A row failure: the model fails on this text alone, but not on other texts. */
  public static final String INFERENCE_FAILED = "inference-failed";

  private DeadLetterReason() {}
}
