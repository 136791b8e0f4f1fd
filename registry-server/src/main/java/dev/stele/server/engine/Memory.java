package dev.stele.server.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers that never change, by their questions, within bounds. What several ask for at once is
 * found out by one of them; whoever asks for something else does not wait.
 *
 * <p>What was asked for longest ago is forgotten first, however often it was asked for: all that
 * one decision needs must be here together, new as it is. Thread-safe.
 */
final class Memory<Q, A> {
  // However much an answer weighs, the others of its decision must have room beside it.
  private static final int LARGEST_SHARE = 4;

  private final long maxWeight;
  private final ToLongBiFunction<Q, A> weight;

  // Guarded by this, as the total is.
  private final Map<Q, Entry<A>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long total;

  /**
   * @param maxWeight of all answers kept, about
   * @param weight of a question and its answer
   */
  Memory(long maxWeight, ToLongBiFunction<Q, A> weight) {
    this.maxWeight = maxWeight;
    this.weight = weight;
  }

  /** The weight is 0 until there is an answer. */
  private static final class Entry<A> {
    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private long weight;
  }

  /** The answer; null if nobody has found it out yet. Waits for no work. */
  synchronized @Nullable A known(Q question) {
    Entry<A> entry = entries.get(question);
    return entry == null || entry.weight == 0 ? null : entry.answer.join();
  }

  /**
   * The answer, found out if it is not known.
   *
   * @param work what it throws is not kept; others that wait for it get a {@link
   *     java.util.concurrent.CompletionException} of it
   */
  A get(Q question, Supplier<A> work) {
    Entry<A> mine = new Entry<>();
    Entry<A> first = firstOf(question, mine);
    if (first != mine) {
      return first.answer.join();
    }
    try {
      A answer = work.get();
      mine.answer.complete(answer);
      keep(mine, Math.max(1, weight.applyAsLong(question, answer)));
      return answer;
    } catch (RuntimeException | Error e) { // a border: others may wait
      drop(question);
      mine.answer.completeExceptionally(e);
      throw e;
    }
  }

  private synchronized Entry<A> firstOf(Q question, Entry<A> mine) {
    Entry<A> before = entries.putIfAbsent(question, mine);
    return before == null ? mine : before;
  }

  private synchronized void drop(Q question) {
    entries.remove(question);
  }

  private synchronized void keep(Entry<A> entry, long weighed) {
    entry.weight = Math.min(weighed, maxWeight / LARGEST_SHARE);
    total += entry.weight;
    Iterator<Entry<A>> oldest = entries.values().iterator();
    while (total > maxWeight) {
      Entry<A> next = oldest.next();
      if (next.weight > 0) { // otherwise somebody is at work on it
        total -= next.weight;
        oldest.remove();
      }
    }
  }
}
