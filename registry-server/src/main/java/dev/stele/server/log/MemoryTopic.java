package dev.stele.server.log;

import dev.stele.server.domain.Stamp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One partition as a broker keeps it: the markers that end transactions take offsets too, and
 * compaction leaves gaps. Guarded by its {@link MemoryBroker}.
 */
final class MemoryTopic {
  private final RecordReader reader;
  private List<Stored> committed = new ArrayList<>(); // or never in a transaction; by offset
  private final List<Stored> open = new ArrayList<>();
  private long nextOffset;

  private record Stored(long offset, long timestampMs, ProducerRecord<byte[], byte[]> record) {
    boolean isTombstone() {
      return record.value() == null;
    }

    ByteBuffer key() {
      return ByteBuffer.wrap(record.key());
    }
  }

  MemoryTopic(LogTopic topic) {
    this.reader = new RecordReader(topic);
  }

  /** Takes a record into the open transaction. */
  long appendOpen(ProducerRecord<byte[], byte[]> record, long timestampMs) {
    open.add(new Stored(nextOffset, timestampMs, record));
    return nextOffset++;
  }

  /** Takes a record outside any transaction. */
  long append(ProducerRecord<byte[], byte[]> record, long timestampMs) {
    committed.add(new Stored(nextOffset, timestampMs, record));
    return nextOffset++;
  }

  /** Writes the marker that ends the open transaction, if it touched this topic. */
  void endTransaction(boolean commit) {
    if (open.isEmpty()) {
      return;
    }
    if (commit) {
      committed.addAll(open);
      committed.sort((a, b) -> Long.compare(a.offset(), b.offset()));
    }
    open.clear();
    nextOffset++;
  }

  /** Where readers of what is committed must stop: at an open transaction, or at the end. */
  long committedEnd() {
    return open.isEmpty() ? nextOffset : open.get(0).offset();
  }

  /** What is committed from an offset on. */
  List<LogRecord> read(long from) {
    long end = committedEnd();
    return committed.stream()
        .filter(stored -> stored.offset() >= from && stored.offset() < end)
        .map(this::read)
        .toList();
  }

  private LogRecord read(Stored stored) {
    return reader.read(
        new Stamp(stored.offset(), stored.timestampMs()),
        stored.record().key(),
        stored.record().value(),
        stored.record().headers());
  }

  /** Keeps the last record of each key, as the cleaner does. */
  void compact(boolean dropTombstones) {
    long end = committedEnd();
    Map<ByteBuffer, Long> last = new HashMap<>();
    for (Stored stored : committed) {
      if (stored.offset() < end) {
        last.put(stored.key(), stored.offset());
      }
    }
    List<Stored> kept = new ArrayList<>();
    for (Stored stored : committed) {
      boolean latest = Objects.equals(last.get(stored.key()), stored.offset());
      if (stored.offset() >= end || (latest && !(dropTombstones && stored.isTombstone()))) {
        kept.add(stored);
      }
    }
    committed = kept;
  }
}
