package io.lexstream.streamsapp.policy;

/** A half-open range {@code [atLeast, below)}. */
record Bounds(double atLeast, double below) {

  boolean contains(double number) {
    return number >= atLeast && number < below;
  }
}
