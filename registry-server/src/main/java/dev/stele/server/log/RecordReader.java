package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Stamp;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Content;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogRecord.Part;
import dev.stele.server.log.LogRecord.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Understands the records of one topic of the log. Total: whatever the bytes, it answers and never
 * throws. Immutable and safe to share between threads.
 */
public final class RecordReader {
  private final LogTopic topic;

  public RecordReader(LogTopic topic) {
    this.topic = topic;
  }

  /**
   * What a record says.
   *
   * @param stamp its offset and timestamp
   * @param value null if it is a tombstone
   */
  public LogRecord read(
      Stamp stamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    try {
      int version = LogHeaders.version(headers);
      if (version > LogHeaders.FORMAT_VERSION) {
        String reason =
            "it has format version %d, and this release reads up to %d"
                .formatted(version, LogHeaders.FORMAT_VERSION);
        return unreadable(stamp, key, reason, true);
      }
      if (key == null) {
        throw new CorruptRecordException("it has no key");
      }
      JsonNode json = Json.parse("key", key);
      String keytype = Json.text(json, "keytype");
      return keytype.equals(RecordCodecs.BARRIER_KEYTYPE)
          ? new LogRecord(stamp, barrier(stamp, version, headers), Optional.empty())
          : fact(stamp, keytype, json, value, headers);
    } catch (CorruptRecordException e) {
      return unreadable(stamp, key, e.getMessage(), false);
    }
  }

  // A claim is named by its barrier in _schemas; the one in _stele is only there to be waited for.
  private Content barrier(Stamp stamp, int version, Headers headers) {
    return version == 0 || topic == LogTopic.OWN
        ? Barrier.NOTHING
        : new Barrier(
            Optional.of(
                new Claim(stamp.offset(), LogHeaders.node(headers), LogHeaders.released(headers))));
  }

  private LogRecord fact(
      Stamp stamp, String keytype, JsonNode key, byte @Nullable [] value, Headers headers) {
    RecordCodec codec = RecordCodecs.of(topic, keytype);
    JsonNode json = value == null ? null : Json.parse("value", value);
    Optional<Event> event = codec.decode(new JsonRecord(topic, key, json));
    Optional<Part> part = LogHeaders.part(headers);
    Content content = event.<Content>map(Fact::new).orElse(Barrier.NOTHING);
    return new LogRecord(stamp, content, part);
  }

  private static LogRecord unreadable(
      Stamp stamp, byte @Nullable [] key, @Nullable String reason, boolean newerFormat) {
    String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    Content content = new Unreadable(Texts.shortened(text), String.valueOf(reason), newerFormat);
    return new LogRecord(stamp, content, Optional.empty());
  }
}
