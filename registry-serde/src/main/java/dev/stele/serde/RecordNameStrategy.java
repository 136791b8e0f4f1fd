package dev.stele.serde;

import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** One subject per record type, whatever the topic: {@code com.example.Order}. */
public final class RecordNameStrategy implements SubjectNameStrategy {
  @Override
  public Optional<String> subject(
      @Nullable String topic, boolean isKey, @Nullable MessageSchema schema) {
    return recordName(this, isKey, schema);
  }

  @Override
  public boolean usesSchema() {
    return true;
  }

  static Optional<String> recordName(
      SubjectNameStrategy strategy, boolean isKey, @Nullable MessageSchema schema) {
    if (schema == null) {
      return Optional.empty();
    }
    if (schema.recordName().isEmpty()) {
      String side = isKey ? "key" : "value";
      throw new SerializationException(
          String.format(
              "In configuration %s.subject.name.strategy = %s, the message %s must only be a record"
                  + " schema",
              side, strategy.getClass().getName(), side));
    }
    return schema.recordName();
  }
}
