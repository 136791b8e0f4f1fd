package dev.stele.serde.avro;

import dev.stele.serde.DeserializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AvroDeserializer}. */
public final class AvroDeserializerBuilder<T>
    extends DeserializerBuilder<AvroDeserializer<T>, AvroDeserializerBuilder<T>> {
  private @Nullable Schema readerSchema;

  AvroDeserializerBuilder(Class<? super T> type) {
    settings(AvroSettings.reading(type));
  }

  /** Reads everything into one schema, by Avro's rules of schema resolution. */
  public AvroDeserializerBuilder<T> into(Schema readerSchema) {
    this.readerSchema = readerSchema;
    return this;
  }

  /** In generic data, gives Java types such as Instant and BigDecimal for logical types. */
  public AvroDeserializerBuilder<T> logicalTypes() {
    return setting(AvroConfig.AVRO_USE_LOGICAL_TYPE_CONVERTERS, true);
  }

  @Override
  protected AvroDeserializer<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    AvroDeserializer<T> deserializer = new AvroDeserializer<>(client, readerSchema);
    deserializer.configure(settings, isKey);
    return deserializer;
  }
}
