package dev.stele.serde.protobuf;

import dev.stele.serde.MessageSchema;
import org.jspecify.annotations.Nullable;

/** The path of the import as it stands: {@code shop/money.proto}. */
public final class DefaultReferenceSubjectNameStrategy implements ReferenceSubjectNameStrategy {
  @Override
  public String subject(String path, @Nullable String topic, boolean isKey, MessageSchema schema) {
    return path;
  }
}
