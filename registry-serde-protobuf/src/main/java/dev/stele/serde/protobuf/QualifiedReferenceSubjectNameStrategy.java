package dev.stele.serde.protobuf;

import dev.stele.serde.MessageSchema;
import org.jspecify.annotations.Nullable;

/**
 * The path of the import as the name of a package: {@code shop.money} for {@code shop/money.proto}.
 * Every {@code .proto} goes, wherever it stands.
 */
public final class QualifiedReferenceSubjectNameStrategy implements ReferenceSubjectNameStrategy {
  @Override
  public String subject(String path, @Nullable String topic, boolean isKey, MessageSchema schema) {
    return path.replace(".proto", "").replace('/', '.');
  }
}
