package dev.stele.serde.avro;

import dev.stele.serde.SerializerBuilder;
import dev.stele.serde.client.RegistryClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds an {@link AvroSerde}. */
public final class AvroSerdeBuilder<T>
    extends SerializerBuilder<AvroSerde<T>, AvroSerdeBuilder<T>> {
  AvroSerdeBuilder(Class<? super T> type) {
    settings(AvroSettings.reading(type));
  }

  /** In generic data, Java types such as Instant and BigDecimal stand for logical types. */
  public AvroSerdeBuilder<T> logicalTypes() {
    return setting(AvroConfig.AVRO_USE_LOGICAL_TYPE_CONVERTERS, true);
  }

  @Override
  protected AvroSerde<T> build(
      Map<String, Object> settings, boolean isKey, @Nullable RegistryClient client) {
    AvroSerde<T> serde =
        new AvroSerde<>(new AvroSerializer<>(client), new AvroDeserializer<>(client));
    serde.configure(settings, isKey);
    return serde;
  }
}
