package dev.stele.serde.protobuf;

import com.google.protobuf.Message;
import dev.stele.serde.DeserializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ProtobufDeserializer}. */
public final class ProtobufDeserializerBuilder<T extends Message>
    extends DeserializerBuilder<ProtobufDeserializer<T>, ProtobufDeserializerBuilder<T>> {
  ProtobufDeserializerBuilder() {}

  @Override
  protected ProtobufDeserializer<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    ProtobufDeserializer<T> deserializer = new ProtobufDeserializer<>(client);
    deserializer.configure(settings, isKey);
    return deserializer;
  }
}
