package dev.stele.serde.json;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.ReadFormatProvider;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Adds JSON Schema to the deserializer of all formats. */
public final class JsonReadFormatProvider implements ReadFormatProvider {
  @Override
  public ConfigDef definition() {
    return JsonSchemaConfig.definition();
  }

  @Override
  public ReadFormat create(Map<String, ?> configs, boolean isKey, RegistryClient client) {
    return new JsonReadFormat(JsonSchemaSettings.of(configs, isKey), client.cacheCapacity());
  }
}
