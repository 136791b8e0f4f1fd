package dev.stele.serde.protobuf;

import dev.stele.serde.MessageSchema;
import java.util.Map;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Which subject of the registry holds a file that others import. Implementations are thread-safe
 * and have a public constructor without parameters.
 */
public interface ReferenceSubjectNameStrategy extends Configurable {
  /**
   * Names the subject.
   *
   * @param path of the import: {@code shop/money.proto}
   * @param topic of the message whose schema imports the file, directly or not; null if it belongs
   *     to none
   * @param schema of the file, with the name of its first message
   */
  String subject(String path, @Nullable String topic, boolean isKey, MessageSchema schema);

  /** Receives the settings of the serializer. */
  @Override
  default void configure(Map<String, ?> configs) {}
}
