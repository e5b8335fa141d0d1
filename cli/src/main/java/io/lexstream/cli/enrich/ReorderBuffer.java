package io.lexstream.cli.enrich;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives answers back in the order their questions came, whatever order they were found in. It
 * bounds how many questions, and how many bytes of them, are open at once: {@link #admit} waits for
 * room, so memory stays flat however long the input is.
 *
 * <p>Thread safe. The sink is called by one thread at a time, in order.
 *
 * @param <Q> the question
 * @param <A> its answer
 */
final class ReorderBuffer<Q, A> {

  /** Takes questions with their answers, in the order of the questions. */
  @FunctionalInterface
  interface Sink<Q, A> {
    void accept(Q question, A answer) throws IOException;
  }

  private static final class Slot<Q, A> {
    final long sequence;
    final Q question;
    final long weight;
    A answer;

    Slot(long sequence, Q question, long weight) {
      this.sequence = sequence;
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
   * @param maxEntries most questions at once
   * @param maxWeight most weight at once; a question heavier than that is admitted alone
   */
  ReorderBuffer(int maxEntries, long maxWeight, Sink<Q, A> sink) {
    if (maxEntries < 1 || maxWeight < 1) {
      throw new IllegalArgumentException(
          "a reorder buffer of " + maxEntries + " entries and weight " + maxWeight + " holds none");
    }
    this.maxEntries = maxEntries;
    this.maxWeight = maxWeight;
    this.sink = sink;
  }

  /**
   * Adds a question behind all others, once there is room for it.
   *
   * @param sequence names it; every one differs
   */
  synchronized void admit(long sequence, Q question, long itsWeight) throws InterruptedException {
    while (!inOrder.isEmpty() && (inOrder.size() >= maxEntries || weight + itsWeight > maxWeight)) {
      wait();
    }
    var slot = new Slot<Q, A>(sequence, question, itsWeight);
    if (unanswered.putIfAbsent(sequence, slot) != null) {
      throw new IllegalStateException("sequence " + sequence + " is open already");
    }
    inOrder.add(slot);
    weight += itsWeight;
  }

  /**
   * Answers a question, and hands on every answer that now has no open question before it.
   *
   * @throws IllegalStateException if that question is not open: it was answered twice or never
   *     asked, and the output would be wrong
   * @throws IOException if the sink fails
   */
  synchronized void answer(long sequence, A answer) throws IOException {
    var slot = unanswered.remove(sequence);
    if (slot == null) {
      throw new IllegalStateException("sequence " + sequence + " was answered without being open");
    }
    slot.answer = answer;
    while (!inOrder.isEmpty() && inOrder.peek().answer != null) {
      var first = inOrder.remove();
      weight -= first.weight;
      sink.accept(first.question, first.answer);
    }
    notifyAll();
  }

  /** Whether nothing is open. */
  synchronized boolean isEmpty() {
    return inOrder.isEmpty();
  }

  /** The oldest question that has no answer, or {@code none}. */
  synchronized long oldestOpen(long none) {
    return inOrder.isEmpty() ? none : inOrder.peek().sequence;
  }
}
