package dev.stele.serde.avro;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.ReadFormatProvider;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Adds Avro to {@link dev.stele.serde.SteleDeserializer}. Not for applications. */
public final class AvroReadFormatProvider implements ReadFormatProvider {
  @Override
  public ConfigDef definition() {
    return AvroConfig.definition();
  }

  @Override
  public ReadFormat create(Map<String, ?> configs, boolean isKey, RegistryClient client) {
    return new AvroReadFormat(AvroSettings.of(configs, isKey));
  }
}
