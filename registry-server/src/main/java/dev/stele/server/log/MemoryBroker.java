package dev.stele.server.log;

import dev.stele.server.log.LogException.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The log's two topics in memory, shared by the {@link MemoryLog} of every node: what a Kafka
 * cluster is to them, with one transactional id. Thread-safe.
 */
public final class MemoryBroker {
  static final TopicNames NAMES = new TopicNames("_schemas", Optional.of("_stele"));

  private final Map<LogTopic, MemoryTopic> topics = new EnumMap<>(LogTopic.class);
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();
  private final Settings settings;
  private final LongSupplier clockMs;
  private final Executor executor;
  private volatile UnaryOperator<List<ProducerRecord<byte[], byte[]>>> damage =
      UnaryOperator.identity();
  private long epoch;
  private long openSinceMs;
  private boolean prepared; // the open transaction is decided; its markers are still to be written

  /**
   * An empty one.
   *
   * @param clockMs gives records their timestamps, milliseconds since 1970
   * @param executor writes the markers of transactions, a moment after their commit
   */
  public MemoryBroker(Settings settings, LongSupplier clockMs, Executor executor) {
    this.settings = settings;
    this.clockMs = clockMs;
    this.executor = executor;
    for (LogTopic topic : LogTopic.values()) {
      topics.put(topic, new MemoryTopic(topic));
    }
  }

  /**
   * How the topics are set up.
   *
   * @param maxRecordBytes the largest record they take
   * @param compactionLag {@code min.compaction.lag.ms}
   * @param tombstoneRetention {@code delete.retention.ms}
   * @param transactionTimeout {@code transaction.timeout.ms} of the writers
   */
  public record Settings(
      int maxRecordBytes,
      Duration compactionLag,
      Duration tombstoneRetention,
      Duration transactionTimeout) {
    /** With Kafka's defaults for topics, and ours for writers. */
    public static Settings of(int maxRecordBytes) {
      return new Settings(
          maxRecordBytes, Duration.ZERO, Duration.ofDays(1), Duration.ofSeconds(10));
    }
  }

  /**
   * A record as readers get it.
   *
   * @param key the bytes that compaction compares; not to be changed
   */
  public record Read(LogRecord record, ByteBuffer key, boolean tombstone) {}

  /**
   * What readers see of a topic from an offset on.
   *
   * @param position where they go on: behind markers, and before an open transaction
   * @param atEnd whether there is nothing more
   */
  public record Batch(List<Read> all, long position, boolean atEnd) {
    /** What the records say. */
    public List<LogRecord> records() {
      return all.stream().map(Read::record).toList();
    }
  }

  /** Reads what is committed. */
  public Batch read(LogTopic topic, long from) {
    return read(topic, from, Integer.MAX_VALUE);
  }

  /** Reads so many committed records at most. */
  public synchronized Batch read(LogTopic topic, long from, int most) {
    return topic(topic).read(from, most);
  }

  public Settings settings() {
    return settings;
  }

  /** Changes what writers send from now on; for those who test tests. */
  public void damage(UnaryOperator<List<ProducerRecord<byte[], byte[]>>> how) {
    damage = how;
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

  /**
   * Keeps the last committed record of each key, but for those that are too young; tombstones stay
   * for their retention, which begins with the first compaction that keeps them.
   *
   * @return how many tombstones went
   */
  public synchronized int compact() {
    long now = clockMs.getAsLong();
    return compact(
        now - settings.compactionLag().toMillis(), now - settings.tombstoneRetention().toMillis());
  }

  /** Compacts everything and forgets all tombstones, as if enough time had passed. */
  public synchronized void dropTombstones() {
    compact(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  private int compact(long cleanBeforeMs, long forgetBeforeMs) {
    int forgotten = 0;
    for (MemoryTopic topic : topics.values()) {
      forgotten += topic.compact(clockMs.getAsLong(), cleanBeforeMs, forgetBeforeMs);
    }
    return forgotten;
  }

  /** Whether a transaction is neither committed nor aborted. */
  public synchronized boolean isOpen() {
    return !prepared && topics.values().stream().anyMatch(MemoryTopic::isOpen);
  }

  /** Ends a transaction that has been open for longer than its timeout, and fences its writer. */
  public void expireTransaction() {
    if (isOverdue()) {
      timeOutTransaction();
    }
  }

  private synchronized boolean isOverdue() {
    long age = clockMs.getAsLong() - openSinceMs;
    return isOpen() && age > settings.transactionTimeout().toMillis();
  }

  /** Fences the writer and ends what it has open, as Kafka does when its time is up. */
  public void timeOutTransaction() {
    fence();
  }

  int maxRecordBytes() {
    return settings.maxRecordBytes();
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
  Position send(long writer, List<ProducerRecord<byte[], byte[]>> records) {
    try {
      return sendAll(writer, records);
    } catch (LogException e) {
      advanced(); // to the marker of what was aborted
      throw e;
    }
  }

  private synchronized Position sendAll(long writer, List<ProducerRecord<byte[], byte[]>> records) {
    check(writer);
    endPrepared();
    if (!isOpen()) {
      openSinceMs = clockMs.getAsLong();
    }
    long schemas = 0;
    long own = 0;
    for (ProducerRecord<byte[], byte[]> record : damage.apply(records)) {
      if (RecordWriter.size(record) > settings.maxRecordBytes()) {
        endTransaction();
        throw new LogException(
            Reason.TOO_LARGE,
            "A record of %d bytes does not fit into a topic that takes %d"
                .formatted(RecordWriter.size(record), settings.maxRecordBytes()));
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
  void commit(long writer) {
    synchronized (this) {
      check(writer);
      prepared = true;
    }
    executor.execute(this::writeMarkers);
  }

  private void writeMarkers() {
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
