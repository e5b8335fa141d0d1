package io.lexstream.inference.batching;

/** A row that affects its batch as its fault says. */
record TestRow(int id, int tokens, Fault fault) implements Row {

  enum Fault {
    NONE,
    /** Its batch throws. */
    FAILS,
    /** Its output is not finite. */
    NOT_FINITE,
    /** Its batch does not return before {@link FaultyRunner#release}. */
    HANGS,
    /** Its batch runs out of memory. */
    EXHAUSTS_MEMORY
  }

  static final TestRow KNOWN_GOOD = healthy(-1, 4);

  static TestRow healthy(int id, int tokens) {
    return new TestRow(id, tokens, Fault.NONE);
  }

  static TestRow failing(int id, int tokens) {
    return new TestRow(id, tokens, Fault.FAILS);
  }

  static TestRow notFinite(int id, int tokens) {
    return new TestRow(id, tokens, Fault.NOT_FINITE);
  }

  static TestRow hanging(int id, int tokens) {
    return new TestRow(id, tokens, Fault.HANGS);
  }

  static TestRow exhausting(int id, int tokens) {
    return new TestRow(id, tokens, Fault.EXHAUSTS_MEMORY);
  }

  /** The result of a healthy run for this row. */
  String result() {
    return "result of " + id;
  }
}
