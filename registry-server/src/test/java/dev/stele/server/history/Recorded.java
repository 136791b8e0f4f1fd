package dev.stele.server.history;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Stamp;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.RecordKeys;
import dev.stele.server.log.RecordReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A committed record, as a recorder saw it that tails the log from its start, before compaction.
 *
 * @param key the bytes that compaction compares
 * @param tombstone whether it has no value
 */
public record Recorded(LogTopic topic, ByteBuffer key, boolean tombstone, LogRecord record) {
  private static final RecordReader SCHEMAS = new RecordReader(LogTopic.SCHEMAS);
  private static final RecordReader OWN = new RecordReader(LogTopic.OWN);

  /** A record from its bytes. */
  public static Recorded read(
      LogTopic topic,
      Stamp stamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    RecordReader reader = topic == LogTopic.SCHEMAS ? SCHEMAS : OWN;
    return new Recorded(
        topic,
        ByteBuffer.wrap(key == null ? new byte[0] : key),
        value == null,
        reader.read(stamp, key, value, headers));
  }

  /** A record that was understood already; its key is taken to be spelled as it must be. */
  public static Recorded of(LogTopic topic, LogRecord record) {
    return record
        .content()
        .fold(
            fact -> new Recorded(topic, keyOf(fact.event()), isTombstone(fact.event()), record),
            barrier -> new Recorded(topic, ByteBuffer.allocate(0), true, record),
            unreadable ->
                new Recorded(
                    topic,
                    ByteBuffer.wrap(unreadable.key().getBytes(StandardCharsets.UTF_8)),
                    false,
                    record));
  }

  long offset() {
    return record.stamp().offset();
  }

  Optional<Event> event() {
    return record
        .content()
        .fold(
            fact -> Optional.of(fact.event()),
            barrier -> Optional.empty(),
            bad -> Optional.empty());
  }

  boolean isSpelledRight() {
    return event().map(event -> keyOf(event).equals(key)).orElse(true);
  }

  private static ByteBuffer keyOf(Event event) {
    return ByteBuffer.wrap(RecordKeys.of(event));
  }

  private static boolean isTombstone(Event event) {
    return event instanceof Event.SchemaErased
        || event instanceof Event.ConfigRemoved
        || event instanceof Event.ModeRemoved
        || event instanceof Event.ContextRemoved
        || event instanceof Event.AssociationRemoved;
  }
}
