package io.lexstream.streamsapp.policy;

/** A range of numbers: {@code [atLeast, below)}. */
record Bounds(double atLeast, double below) {

  boolean contains(double number) {
    return number >= atLeast && number < below;
  }
}
