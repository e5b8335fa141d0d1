package io.lexstream.inference.batching;

/** One input of a model run. */
public interface Row {

  /** Length in tokens, special tokens included; at least 1 and always the same. */
  int tokens();
}
