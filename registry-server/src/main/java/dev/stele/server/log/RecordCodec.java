package dev.stele.server.log;

import dev.stele.server.domain.Event;
import java.util.Optional;

/**
 * One kind of record, named by the {@code keytype} in its key: what its facts and its tombstones
 * look like. Keys decide what a record is about; a name repeated in a value is written and not
 * read.
 *
 * <p>The order of members is part of the format: compaction compares the bytes of keys, so the same
 * key spelled two ways would leave two live records for one thing.
 */
interface RecordCodec {
  String keytype();

  /** The topic in which this kind lives. */
  default LogTopic topic() {
    return LogTopic.SCHEMAS;
  }

  /** An event as a record; empty if it is of another kind. */
  Optional<JsonRecord> encode(Event event);

  /**
   * What a record of this kind says; empty if nothing.
   *
   * @throws CorruptRecordException if it cannot be understood
   */
  Optional<Event> decode(JsonRecord json);
}
