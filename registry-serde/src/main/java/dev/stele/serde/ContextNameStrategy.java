package dev.stele.serde;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Configurable;
import org.jspecify.annotations.Nullable;

/**
 * Which context of the registry holds the subjects of a topic. Implementations are thread-safe and
 * have a public constructor without parameters.
 */
public interface ContextNameStrategy extends Configurable {
  /**
   * Names the context.
   *
   * @param topic null if the message belongs to none
   * @return the name, with or without its leading dot and the colons around; empty for the default
   *     context
   */
  Optional<String> context(@Nullable String topic);

  /** Receives the settings of the serializer or deserializer. */
  @Override
  default void configure(Map<String, ?> configs) {}
}
