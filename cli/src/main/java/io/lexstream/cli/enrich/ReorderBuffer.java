package io.lexstream.cli.enrich;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Returns answers in the order of their questions, in whatever order they arrive. The number of
 * open questions and their bytes are bounded: {@link #admit} blocks until there is room, so memory
 * does not depend on the length of the input.
 *
 * <p>Thread safe. The sink is called by one thread at a time, in order.
 *
 * @param <Q> the question
 * @param <A> its answer
 */
final class ReorderBuffer<Q, A> {

  /** Receives questions with their answers in the order of the questions. */
  @FunctionalInterface
  interface Sink<Q, A> {
    void accept(Q question, A answer) throws IOException;
  }

  private static final class Slot<Q, A> {
    final Q question;
    final long weight;
    A answer;

    Slot(Q question, long weight) {
      this.question = question;
      this.weight = weight;
    }
  }

  private final int maxEntries;
  private final long maxWeight;
  private final Sink<Q, A> sink;

  private final ArrayDeque<Slot<Q, A>> inOrder = new ArrayDeque<>();
  private final Map<Long, Slot<Q, A>> unanswered = new HashMap<>();
  private long weight;

  /**
   * @param maxEntries maximum number of open questions
   * @param maxWeight maximum weight of open questions; a heavier question is admitted alone
   */
  ReorderBuffer(int maxEntries, long maxWeight, Sink<Q, A> sink) {
    if (maxEntries < 1 || maxWeight < 1) {
      throw new IllegalArgumentException(
          "maxEntries is %d and maxWeight is %d: both must be at least 1"
              .formatted(maxEntries, maxWeight));
    }
    this.maxEntries = maxEntries;
    this.maxWeight = maxWeight;
    this.sink = sink;
  }

  /**
   * Adds a question after all others. Blocks until there is room.
   *
   * @param sequence unique number of the question
   */
  synchronized void admit(long sequence, Q question, long itsWeight) throws InterruptedException {
    while (!inOrder.isEmpty() && (inOrder.size() >= maxEntries || weight + itsWeight > maxWeight)) {
      wait();
    }
    var slot = new Slot<Q, A>(question, itsWeight);
    if (unanswered.putIfAbsent(sequence, slot) != null) {
      throw new IllegalStateException("sequence " + sequence + " is already open");
    }
    inOrder.add(slot);
    weight += itsWeight;
  }

  /**
   * Answers a question and passes on every answer without an open question before it.
   *
   * @throws IllegalStateException if the question is not open: it was answered twice or never added
   * @throws IOException if the sink fails
   */
  synchronized void answer(long sequence, A answer) throws IOException {
    var slot = unanswered.remove(sequence);
    if (slot == null) {
      throw new IllegalStateException("sequence " + sequence + " has an answer but is not open");
    }
    slot.answer = answer;
    while (!inOrder.isEmpty() && inOrder.peek().answer != null) {
      var first = inOrder.remove();
      weight -= first.weight;
      sink.accept(first.question, first.answer);
    }
    notifyAll();
  }

  /** Whether no question is open. */
  synchronized boolean isEmpty() {
    return inOrder.isEmpty();
  }
}
