package dev.stele.serde;

import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link SteleDeserializer}. */
public final class SteleDeserializerBuilder
    extends DeserializerBuilder<SteleDeserializer, SteleDeserializerBuilder> {
  SteleDeserializerBuilder() {}

  @Override
  protected SteleDeserializer build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    SteleDeserializer deserializer = new SteleDeserializer(client);
    deserializer.configure(settings, isKey);
    return deserializer;
  }
}
