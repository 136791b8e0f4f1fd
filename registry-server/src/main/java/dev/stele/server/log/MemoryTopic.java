package dev.stele.server.log;

import dev.stele.server.domain.Stamp;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One partition as a broker keeps it: the markers that end transactions take offsets too, and
 * compaction leaves gaps. Guarded by its {@link MemoryBroker}.
 */
final class MemoryTopic {
  private static final long NEVER = Long.MAX_VALUE;

  private final RecordReader reader;
  private List<Stored> committed = new ArrayList<>(); // or never in a transaction; by offset
  private final List<Stored> open = new ArrayList<>();
  private long nextOffset;

  /** A record, which is understood once for all readers. */
  private final class Stored {
    private final long offset;
    private final long timestampMs;
    private final ProducerRecord<byte[], byte[]> record;
    private final ByteBuffer key;
    private @Nullable LogRecord understood;
    private long cleanedMs = NEVER; // from then on a tombstone is kept for its retention

    Stored(long timestampMs, ProducerRecord<byte[], byte[]> record) {
      this.offset = nextOffset++;
      this.timestampMs = timestampMs;
      this.record = record;
      this.key = ByteBuffer.wrap(record.key());
    }

    boolean isForgotten(long nowMs, long forgetBeforeMs) {
      cleanedMs = Math.min(cleanedMs, nowMs);
      return record.value() == null && cleanedMs <= forgetBeforeMs;
    }

    MemoryBroker.Read read() {
      LogRecord content = understood;
      if (content == null) {
        content =
            reader.read(
                new Stamp(offset, timestampMs), record.key(), record.value(), record.headers());
        understood = content;
      }
      return new MemoryBroker.Read(content, key.duplicate(), record.value() == null);
    }
  }

  MemoryTopic(LogTopic topic) {
    this.reader = new RecordReader(topic);
  }

  /** Takes a record into the open transaction. */
  long appendOpen(ProducerRecord<byte[], byte[]> record, long timestampMs) {
    Stored stored = new Stored(timestampMs, record);
    open.add(stored);
    return stored.offset;
  }

  /** Takes a record outside any transaction. */
  long append(ProducerRecord<byte[], byte[]> record, long timestampMs) {
    Stored stored = new Stored(timestampMs, record);
    committed.add(stored);
    return stored.offset;
  }

  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Writes the marker that ends the open transaction, if it touched this topic. */
  void endTransaction(boolean commit) {
    if (open.isEmpty()) {
      return;
    }
    if (commit) {
      boolean inOrder = committed.isEmpty() || last(committed).offset < open.get(0).offset;
      committed.addAll(open);
      if (!inOrder) {
        committed.sort(Comparator.comparingLong(stored -> stored.offset));
      }
    }
    open.clear();
    nextOffset++;
  }

  /** Where readers of what is committed must stop: at an open transaction, or at the end. */
  long committedEnd() {
    return open.isEmpty() ? nextOffset : open.get(0).offset;
  }

  /** What is committed from an offset on; so many records at most. */
  MemoryBroker.Batch read(long from, int most) {
    long end = committedEnd();
    List<MemoryBroker.Read> records = new ArrayList<>();
    for (int i = indexOf(from); i < committed.size() && committed.get(i).offset < end; i++) {
      if (records.size() == most) {
        return new MemoryBroker.Batch(records, committed.get(i).offset, false);
      }
      records.add(committed.get(i).read());
    }
    return new MemoryBroker.Batch(records, end, true);
  }

  private int indexOf(long offset) {
    int low = 0;
    int high = committed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (committed.get(middle).offset < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Keeps the last record of each key, as the cleaner does.
   *
   * @param cleanBeforeMs younger records are not looked at
   * @param forgetBeforeMs tombstones that were kept by a compaction before that go too
   * @return how many tombstones were forgotten
   */
  int compact(long nowMs, long cleanBeforeMs, long forgetBeforeMs) {
    int clean = cleanable(cleanBeforeMs);
    Map<ByteBuffer, Stored> last = new HashMap<>();
    for (Stored stored : committed.subList(0, clean)) {
      last.put(stored.key, stored);
    }
    int forgotten = 0;
    List<Stored> kept = new ArrayList<>();
    for (int i = 0; i < committed.size(); i++) {
      Stored stored = committed.get(i);
      if (i < clean && !Objects.equals(last.get(stored.key), stored)) {
        continue;
      }
      boolean forget = i < clean && stored.isForgotten(nowMs, forgetBeforeMs);
      if (forget) {
        forgotten++;
      } else {
        kept.add(stored);
      }
    }
    committed = kept;
    return forgotten;
  }

  private int cleanable(long cleanBeforeMs) {
    long end = committedEnd();
    int clean = 0;
    while (clean < committed.size()
        && committed.get(clean).offset < end
        && committed.get(clean).timestampMs <= cleanBeforeMs) {
      clean++;
    }
    return clean;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
