package dev.stele.serde.protobuf;

import com.google.protobuf.Message;
import dev.stele.serde.SerializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a {@link ProtobufSerde}. */
public final class ProtobufSerdeBuilder<T extends Message>
    extends SerializerBuilder<ProtobufSerde<T>, ProtobufSerdeBuilder<T>> {
  ProtobufSerdeBuilder() {}

  @Override
  protected ProtobufSerde<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    ProtobufSerde<T> serde =
        new ProtobufSerde<>(new ProtobufSerializer<>(client), new ProtobufDeserializer<>(client));
    serde.configure(settings, isKey);
    return serde;
  }
}
