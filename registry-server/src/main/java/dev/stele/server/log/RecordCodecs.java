package dev.stele.server.log;

import dev.stele.server.domain.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** All kinds of records, and the key of the barrier, which is none of them: it states no fact. */
final class RecordCodecs {
  /** The reference's probe of the end of the log; its value is null. */
  static final String BARRIER_KEYTYPE = "NOOP";

  private static final byte[] BARRIER_KEY =
      "{\"keytype\":\"NOOP\",\"magic\":0}".getBytes(StandardCharsets.UTF_8);

  private static final List<RecordCodec> ALL =
      List.of(
          new SchemaCodec(),
          new SubjectDeletedCodec(),
          new SubjectClearedCodec(),
          new ConfigCodec(),
          new ModeCodec(),
          new ContextCodec(),
          new AssociationCodec(),
          new CounterCodec());

  private RecordCodecs() {}

  static byte[] barrierKey() {
    return BARRIER_KEY.clone();
  }

  /** The codec for what is in a topic under a keytype. */
  static RecordCodec of(LogTopic topic, String keytype) {
    for (RecordCodec codec : ALL) {
      if (codec.topic() == topic && codec.keytype().equals(keytype)) {
        return codec;
      }
    }
    throw new CorruptRecordException("keytype '" + Texts.shortened(keytype) + "' is unknown");
  }

  /** An event's record. Total: a test asks for every kind of event. */
  static JsonRecord encode(Event event) {
    for (RecordCodec codec : ALL) {
      Optional<JsonRecord> json = codec.encode(event);
      if (json.isPresent()) {
        return json.get();
      }
    }
    throw new AssertionError("No codec for " + event);
  }
}
