package dev.stele.serde.avro;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.Lifecycle;
import dev.stele.serde.internal.messages.MessageDeserializer;
import dev.stele.serde.internal.messages.ReadFormats;
import dev.stele.serde.internal.messages.SerdeContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link AvroSerializer}, or any serializer of the same wire format, has written.
 *
 * <p>Gives generic records, or generated ones with {@code specific.avro.reader=true}, or plain Java
 * objects with {@code schema.reflection=true}; top-level strings as String and bytes as byte[].
 * Settings: {@link AvroConfig}, {@link dev.stele.serde.SerdeConfig}, {@link
 * dev.stele.serde.client.ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a schema asks the registry; later ones take
 * no lock and parse nothing.
 *
 * @param <T> what the application reads; {@code Object} for all of the above. Not checked: other
 *     data fails where the application uses it
 */
public final class AvroDeserializer<T> implements Deserializer<T> {
  private final @Nullable RegistryClient client;
  private final @Nullable Schema readerSchema;
  private final Lifecycle<MessageDeserializer> lifecycle = new Lifecycle<>(AvroDeserializer.class);

  public AvroDeserializer() {
    this(null, null);
  }

  /** A deserializer with a client it shares with others; the client's settings are left alone. */
  public AvroDeserializer(@Nullable RegistryClient client) {
    this(client, null);
  }

  AvroDeserializer(@Nullable RegistryClient client, @Nullable Schema readerSchema) {
    this.client = client;
    this.readerSchema = readerSchema;
  }

  /** Settings as methods, for code that makes its own deserializer; gives generic data. */
  public static AvroDeserializerBuilder<Object> builder() {
    return new AvroDeserializerBuilder<>(Object.class);
  }

  /**
   * Settings as methods, for code that makes its own deserializer.
   *
   * @param type what to read into: a class that Avro has generated or, by reflection, any other;
   *     {@code GenericRecord} for generic records
   */
  public static <T> AvroDeserializerBuilder<T> builder(Class<T> type) {
    return new AvroDeserializerBuilder<>(type);
  }

  /**
   * Makes the deserializer ready. Kafka calls this if it made the object, otherwise the application
   * does.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong or
   *     contradicts another
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    lifecycle.configure(
        () -> SerdeContext.of(configs, isKey, client, AvroConfig.definition()),
        context -> {
          AvroReadFormat format = new AvroReadFormat(AvroSettings.of(configs, isKey));
          return new MessageDeserializer(new ReadFormats(List.of(format)), context);
        });
  }

  /**
   * Decodes one key or value.
   *
   * @return null for null, without asking the registry
   * @throws org.apache.kafka.common.errors.SerializationException if the message is not of this
   *     format or damaged, or the registry refuses
   * @throws org.apache.kafka.common.KafkaException of another kind if the registry could not be
   *     asked; retriable if that may pass
   */
  @Override
  public @Nullable T deserialize(@Nullable String topic, byte @Nullable [] data) {
    return deserialize(topic, data, readerSchema);
  }

  /** As {@link #deserialize(String, byte[])}, into a schema; by the settings if that is null. */
  @SuppressWarnings("unchecked") // as the type says
  public @Nullable T deserialize(
      @Nullable String topic, byte @Nullable [] data, @Nullable Schema readerSchema) {
    return data == null ? null : (T) lifecycle.ready().deserialize(topic, null, data, readerSchema);
  }

  @Override
  @SuppressWarnings("unchecked") // as the type says
  public @Nullable T deserialize(
      @Nullable String topic, @Nullable Headers headers, byte @Nullable [] data) {
    return data == null
        ? null
        : (T) lifecycle.ready().deserialize(topic, headers, data, readerSchema);
  }

  @Override
  @SuppressWarnings("unchecked") // as the type says
  public @Nullable T deserialize(
      @Nullable String topic, @Nullable Headers headers, @Nullable ByteBuffer data) {
    return data == null
        ? null
        : (T) lifecycle.ready().deserialize(topic, headers, data, readerSchema);
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
