package io.lexstream.schemas;

/** Why a record became a dead letter. Strings, so that later versions can add reasons. */
public final class DeadLetterReason {

  /** Bytes that are not Avro, an unknown schema id, or a truncated record. */
  public static final String UNDECODABLE = "undecodable";

  /** A document without text, or input that is not JSON or not UTF-8. */
  public static final String INVALID_DOCUMENT = "invalid-document";

  /** A document that exceeds a size limit. */
  public static final String TOO_LARGE = "too-large";

  /** A text on which the model fails while other texts succeed. */
  public static final String INFERENCE_FAILED = "inference-failed";

  private DeadLetterReason() {}
}
