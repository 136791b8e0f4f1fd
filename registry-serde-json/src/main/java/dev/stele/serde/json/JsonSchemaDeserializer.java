package dev.stele.serde.json;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.Lifecycle;
import dev.stele.serde.internal.messages.MessageDeserializer;
import dev.stele.serde.internal.messages.ReadFormats;
import dev.stele.serde.internal.messages.SerdeContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link JsonSchemaSerializer}, or any serializer of the same wire format, has written.
 *
 * <p>Gives objects of the class that {@code json.key.type} or {@code json.value.type} names, or the
 * schema's {@code javaType}; otherwise LinkedHashMap, ArrayList, String, Boolean, Integer, Long,
 * BigInteger and BigDecimal. Settings: {@link JsonSchemaConfig}, {@link
 * dev.stele.serde.SerdeConfig}, {@link dev.stele.serde.client.ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a schema asks the registry; later ones take
 * no lock and parse no schema.
 *
 * @param <T> what the application reads; {@code Object} for all of the above. Not checked: other
 *     data fails where the application uses it
 */
public final class JsonSchemaDeserializer<T> implements Deserializer<T> {
  private final @Nullable RegistryClient client;
  private final Lifecycle<MessageDeserializer> lifecycle =
      new Lifecycle<>(JsonSchemaDeserializer.class);

  public JsonSchemaDeserializer() {
    this(null);
  }

  /** A deserializer with a client it shares with others; the client's settings are left alone. */
  public JsonSchemaDeserializer(@Nullable RegistryClient client) {
    this.client = client;
  }

  /** Settings as methods, for code that makes its own deserializer; reads what the schema says. */
  public static JsonSchemaDeserializerBuilder<Object> builder() {
    return new JsonSchemaDeserializerBuilder<>(Object.class);
  }

  /**
   * Settings as methods, for code that makes its own deserializer.
   *
   * @param type what to read into
   */
  public static <T> JsonSchemaDeserializerBuilder<T> builder(Class<T> type) {
    return new JsonSchemaDeserializerBuilder<>(type);
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
        () -> SerdeContext.of(configs, isKey, client, JsonSchemaConfig.definition()),
        context -> {
          JsonReadFormat format =
              new JsonReadFormat(
                  JsonSchemaSettings.of(configs, isKey), context.client().cacheCapacity());
          return new MessageDeserializer(new ReadFormats(List.of(format)), context);
        });
  }

  /**
   * Decodes one key or value.
   *
   * @return null for null, without asking the registry
   * @throws org.apache.kafka.common.errors.SerializationException if the message is not of this
   *     format, damaged, or not valid by its schema where that is checked, or the registry refuses
   * @throws org.apache.kafka.common.KafkaException of another kind if the registry could not be
   *     asked; retriable if that may pass
   */
  @Override
  public @Nullable T deserialize(@Nullable String topic, byte @Nullable [] data) {
    return deserialize(topic, null, data);
  }

  @Override
  @SuppressWarnings("unchecked") // as the type says
  public @Nullable T deserialize(
      @Nullable String topic, @Nullable Headers headers, byte @Nullable [] data) {
    return data == null ? null : (T) lifecycle.ready().deserialize(topic, headers, data, null);
  }

  @Override
  @SuppressWarnings("unchecked") // as the type says
  public @Nullable T deserialize(
      @Nullable String topic, @Nullable Headers headers, @Nullable ByteBuffer data) {
    return data == null ? null : (T) lifecycle.ready().deserialize(topic, headers, data, null);
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
