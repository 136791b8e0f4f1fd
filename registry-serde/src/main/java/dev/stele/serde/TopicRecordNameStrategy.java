package dev.stele.serde;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subject per topic and record type: {@code orders-com.example.Order}. */
public final class TopicRecordNameStrategy implements SubjectNameStrategy {
  @Override
  public Optional<String> subject(
      @Nullable String topic, boolean isKey, @Nullable MessageSchema schema) {
    if (topic == null) {
      return Optional.empty();
    }
    return RecordNameStrategy.recordName(this, isKey, schema).map(name -> topic + "-" + name);
  }

  @Override
  public boolean usesSchema() {
    return true;
  }
}
