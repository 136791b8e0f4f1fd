package dev.stele.serde.internal.messages;

import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Adds a format to {@link dev.stele.serde.SteleDeserializer}; found by {@link
 * java.util.ServiceLoader}. Has a public constructor without parameters.
 */
public interface ReadFormatProvider {
  /** The settings of the format. */
  ConfigDef definition();

  /**
   * Reads the format's settings.
   *
   * @throws org.apache.kafka.common.config.ConfigException if one is wrong
   */
  ReadFormat create(Map<String, ?> configs, boolean isKey, RegistryClient client);
}
