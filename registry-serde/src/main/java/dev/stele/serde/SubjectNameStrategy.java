package dev.stele.serde;

import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Which subject of the registry holds the schemas of a topic's keys or values. Implementations are
 * thread-safe and have a public constructor without parameters.
 */
public interface SubjectNameStrategy extends Configurable {
  /**
   * Names the subject.
   *
   * @param topic null if the message belongs to none
   * @param schema null if it is not known yet
   * @return empty if what is null would be needed for a name
   * @throws org.apache.kafka.common.errors.SerializationException if messages with such a schema
   *     can't have a subject
   */
  Optional<String> subject(@Nullable String topic, boolean isKey, @Nullable MessageSchema schema);

  /** Whether the name depends on the schema, so that a reader cannot know it beforehand. */
  boolean usesSchema();

  /**
   * The subject of messages whose schema is not known, if it can be told without asking anybody:
   * for errors.
   */
  default Optional<String> knownSubject(@Nullable String topic, boolean isKey) {
    return usesSchema() ? Optional.empty() : subject(topic, isKey, null);
  }

  /** Receives the client of the serializer or deserializer, before the first name is asked for. */
  default void useClient(RegistryClient client) {}

  /** Receives the settings of the serializer or deserializer. */
  @Override
  default void configure(Map<String, ?> configs) {}
}
