package dev.stele.serde.internal;

import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Where a message is written to or read from, as errors tell of it.
 *
 * @param topic null if the message belongs to none
 * @param subject empty while it is not known
 * @param schema the id or guid of the registered schema; empty while it is not known
 */
public record Place(
    boolean writing, @Nullable String topic, boolean isKey, String subject, String schema) {
  public static Place writing(@Nullable String topic, boolean isKey) {
    return new Place(true, topic, isKey, "", "");
  }

  public static Place reading(@Nullable String topic, boolean isKey, String schema) {
    return new Place(false, topic, isKey, "", schema);
  }

  public Place in(String subject) {
    return new Place(writing, topic, isKey, subject, schema);
  }

  public Place at(int schemaId) {
    return new Place(writing, topic, isKey, subject, "id " + schemaId);
  }

  public Place at(UUID guid) {
    return new Place(writing, topic, isKey, subject, "guid " + guid);
  }

  /** What is being done: the beginning of an error's message. */
  public String doing() {
    return (writing ? "Cannot serialize the " : "Cannot deserialize the ")
        + (isKey ? "key" : "value")
        + (topic == null ? "" : (writing ? " to topic " : " from topic ") + topic)
        + (subject.isEmpty() ? "" : ", subject " + subject)
        + (schema.isEmpty() ? "" : ", schema " + schema);
  }

  /** An exception that says what was being done and why it failed. */
  public SerializationException failed(String why, @Nullable Throwable cause) {
    return new SerializationException(doing() + ": " + why, cause);
  }

  public SerializationException failed(String why) {
    return failed(why, null);
  }
}
