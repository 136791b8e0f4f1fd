package dev.stele.serde.avro;

import dev.stele.serde.SerializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AvroSerializer}. */
public final class AvroSerializerBuilder<T>
    extends SerializerBuilder<AvroSerializer<T>, AvroSerializerBuilder<T>> {
  AvroSerializerBuilder() {}

  /** Derives schemas from plain Java classes. */
  public AvroSerializerBuilder<T> reflection() {
    return setting(AvroConfig.SCHEMA_REFLECTION, true);
  }

  /** In generic data, takes Java types such as Instant and BigDecimal for logical types. */
  public AvroSerializerBuilder<T> logicalTypes() {
    return setting(AvroConfig.AVRO_USE_LOGICAL_TYPE_CONVERTERS, true);
  }

  @Override
  protected AvroSerializer<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    AvroSerializer<T> serializer = new AvroSerializer<>(client);
    serializer.configure(settings, isKey);
    return serializer;
  }
}
