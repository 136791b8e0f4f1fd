package dev.stele.server.log;

import dev.stele.server.log.LogException.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The log's two topics in memory, shared by the {@link MemoryLog} of every node: what a Kafka
 * cluster is to them, with one transactional id. Thread-safe.
 */
public final class MemoryBroker {
  static final TopicNames NAMES = new TopicNames("_schemas", Optional.of("_stele"));

  private final Map<LogTopic, MemoryTopic> topics = new EnumMap<>(LogTopic.class);
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();
  private final int maxRecordBytes;
  private final LongSupplier clockMs;
  private long epoch;
  private boolean prepared; // the open transaction is decided; its markers are still to be written

  /**
   * An empty one.
   *
   * @param maxRecordBytes the largest record it takes
   * @param clockMs gives records their timestamps, milliseconds since 1970
   */
  public MemoryBroker(int maxRecordBytes, LongSupplier clockMs) {
    this.maxRecordBytes = maxRecordBytes;
    this.clockMs = clockMs;
    for (LogTopic topic : LogTopic.values()) {
      topics.put(topic, new MemoryTopic(topic));
    }
  }

  /**
   * What readers see of a topic from an offset on.
   *
   * @param position where they go on: behind markers, and before an open transaction
   */
  public record Batch(List<LogRecord> records, long position) {}

  /** Reads what is committed. */
  public synchronized Batch read(LogTopic topic, long from) {
    return new Batch(topic(topic).read(from), topic(topic).committedEnd());
  }

  /** The end of what is committed. */
  public synchronized Position end() {
    return new Position(topic(LogTopic.SCHEMAS).committedEnd(), topic(LogTopic.OWN).committedEnd());
  }

  /** Calls back, on the writer's thread, whenever there may be more to read. */
  public void onAdvance(Runnable reader) {
    readers.add(reader);
  }

  /**
   * Writes a record as another registry does: outside any transaction, and heedless of claims.
   *
   * @return its offset
   */
  public long writeForeign(ProducerRecord<byte[], byte[]> record) {
    long offset;
    synchronized (this) {
      offset = topic(record).append(record, clockMs.getAsLong());
    }
    advanced();
    return offset;
  }

  /** Keeps the last committed record of each key; tombstones stay. */
  public synchronized void compact() {
    topics.values().forEach(topic -> topic.compact(false));
  }

  /** Compacts and forgets tombstones, as Kafka does after {@code delete.retention.ms}. */
  public synchronized void dropTombstones() {
    topics.values().forEach(topic -> topic.compact(true));
  }

  /** Ends the open transaction as Kafka does when it has been open for too long. */
  public void timeOutTransaction() {
    fence();
  }

  int maxRecordBytes() {
    return maxRecordBytes;
  }

  /** Ends whatever is open, and locks its writer out. */
  long fence() {
    long claimed;
    synchronized (this) {
      endTransaction();
      claimed = ++epoch;
    }
    advanced();
    return claimed;
  }

  /**
   * Takes records into the writer's transaction.
   *
   * @return the place behind them
   */
  synchronized Position send(long writer, List<ProducerRecord<byte[], byte[]>> records) {
    check(writer);
    endPrepared();
    long schemas = 0;
    long own = 0;
    for (ProducerRecord<byte[], byte[]> record : records) {
      if (RecordWriter.size(record) > maxRecordBytes) {
        endTransaction();
        throw new LogException(
            Reason.TOO_LARGE,
            "A record of %d bytes does not fit into a topic that takes %d"
                .formatted(RecordWriter.size(record), maxRecordBytes));
      }
      long next = topic(record).appendOpen(record, clockMs.getAsLong()) + 1;
      if (topicOf(record) == LogTopic.SCHEMAS) {
        schemas = next;
      } else {
        own = next;
      }
    }
    return new Position(schemas, own);
  }

  /** Decides the writer's transaction; readers see it once the markers are written. */
  synchronized void commit(long writer) {
    check(writer);
    prepared = true;
  }

  /** Writes the markers of a transaction that is decided. */
  void writeMarkers() {
    synchronized (this) {
      endPrepared();
    }
    advanced();
  }

  private void endPrepared() {
    if (prepared) {
      endTransaction();
    }
  }

  private void endTransaction() {
    topics.values().forEach(topic -> topic.endTransaction(prepared));
    prepared = false;
  }

  private void check(long writer) {
    if (writer != epoch) {
      throw new LogException(Reason.ROLE_LOST, "Another node has claimed the log");
    }
  }

  // Outside the lock: a reader may come back at once.
  private void advanced() {
    new ArrayList<>(readers).forEach(Runnable::run);
  }

  private MemoryTopic topic(ProducerRecord<byte[], byte[]> record) {
    return topic(topicOf(record));
  }

  private static LogTopic topicOf(ProducerRecord<byte[], byte[]> record) {
    return record.topic().equals(NAMES.schemas()) ? LogTopic.SCHEMAS : LogTopic.OWN;
  }

  private MemoryTopic topic(LogTopic topic) {
    MemoryTopic found = topics.get(topic);
    if (found == null) {
      throw new AssertionError("Both topics always exist");
    }
    return found;
  }
}
