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
   * Writes all entries in one transaction. All or nothing.
   *
   * @return the place behind the last record, once committed
   */
  CompletionStage<Position> append(Claim claim, List<Entry> entries);

  /**
   * The end of what is committed, asked of the broker now. Anything acknowledged by any writer
   * before the call lies before it.
   */
  CompletionStage<Position> end();

  /** Writes a barrier that gives the role up, so that another node need not wait. */
  CompletionStage<Position> release(Claim claim);

  /** The largest record the topic takes, in bytes, all of it counted. */
  int maxRecordBytes();

  /** How many bytes an event's record takes, headers and framing included. */
  int recordBytes(Event event);

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
