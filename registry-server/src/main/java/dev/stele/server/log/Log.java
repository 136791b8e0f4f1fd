package dev.stele.server.log;

import dev.stele.server.domain.Event;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The registry's log as a writer sees it. One caller at a time; every stage completes on a thread
 * of the log's own, or at once, and never throws into the caller. There is a Kafka one and an
 * in-memory twin, and both pass the same contract test.
 *
 * <p>Failures: {@link LogException} and its {@code Reason}.
 */
public interface Log extends AutoCloseable {
  /**
   * Becomes the only writer: fences whoever was, aborts what it left open, and writes a barrier to
   * every topic of the log.
   *
   * @return the claim, once its barrier is committed, with the place behind it
   */
  CompletionStage<Claimed> claim();

  /**
   * Writes all entries in one transaction. All or nothing. Entries without events leave no trace.
   *
   * @return the place behind the last record of each topic, once committed; 0 for a topic that none
   *     is in
   */
  CompletionStage<Position> append(Claim claim, List<Entry> entries);

  /**
   * The end of what readers can see, asked of the broker now. Anything that any node had read
   * before the call lies before it; a transaction that was committed and not read by anyone yet may
   * lie behind it, since Kafka writes its markers a moment later.
   */
  CompletionStage<Position> end();

  /** Writes a barrier that gives the role up, so that another node need not wait. */
  CompletionStage<Position> release(Claim claim);

  /** The largest record the topic takes, in bytes, as {@link #recordBytes} counts them. */
  int maxRecordBytes();

  /**
   * How many bytes an event's record takes at most, headers and framing included. Costs an
   * encoding.
   */
  int recordBytes(Event event);

  /** Ends in 2 s at most. Calls under way fail; the role is not released. */
  @Override
  void close();

  /** A claim that holds, and the place a view must reach before its holder may decide. */
  record Claimed(Claim claim, Position barrier) {}

  /** One command's events, to be found again by its id. */
  record Entry(CommandId command, List<Event> events) {
    public Entry {
      events = List.copyOf(events);
    }
  }
}
