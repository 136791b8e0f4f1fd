package dev.stele.serde;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One subject per topic and side: {@code orders-key}, {@code orders-value}. */
public final class TopicNameStrategy implements SubjectNameStrategy {
  @Override
  public Optional<String> subject(
      @Nullable String topic, boolean isKey, @Nullable MessageSchema schema) {
    return Optional.ofNullable(topic).map(name -> name + (isKey ? "-key" : "-value"));
  }

  @Override
  public boolean usesSchema() {
    return false;
  }
}
