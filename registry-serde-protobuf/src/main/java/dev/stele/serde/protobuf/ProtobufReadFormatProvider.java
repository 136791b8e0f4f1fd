package dev.stele.serde.protobuf;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.ReadFormatProvider;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** Lets one deserializer for all formats read Protobuf. */
public final class ProtobufReadFormatProvider implements ReadFormatProvider {
  @Override
  public ConfigDef definition() {
    return ProtobufConfig.definition();
  }

  @Override
  public ReadFormat create(Map<String, ?> configs, boolean isKey, RegistryClient client) {
    return new ProtobufReadFormat(ProtobufSettings.of(configs, isKey));
  }
}
