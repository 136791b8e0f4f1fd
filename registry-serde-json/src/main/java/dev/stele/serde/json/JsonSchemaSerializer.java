package dev.stele.serde.json;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.SchemaDefinition;
import dev.stele.serde.internal.messages.Lifecycle;
import dev.stele.serde.internal.messages.MessageSerializer;
import dev.stele.serde.internal.messages.SerdeContext;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON of a schema as Kafka keys or values: the name of the schema, then the JSON in UTF-8.
 *
 * <p>Takes what Jackson writes: records and other Java objects, JsonNode, maps, lists, text,
 * numbers and booleans. The schema is that of a {@link JsonSchemaValue}; of an envelope, which is a
 * JsonNode with the members {@code schema} and {@code payload}; of the class's {@link
 * JsonSchemaText}; or it is made from the class. Settings: {@link JsonSchemaConfig}, {@link
 * dev.stele.serde.SerdeConfig}, {@link dev.stele.serde.client.ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a schema asks the registry; later ones take
 * no lock and parse no schema. Envelopes of one schema should share one {@code schema} node.
 *
 * @param <T> what the application writes; {@code Object} for all of the above
 */
public final class JsonSchemaSerializer<T> implements Serializer<T> {
  private final @Nullable RegistryClient client;
  private final Lifecycle<MessageSerializer<SchemaDefinition>> lifecycle =
      new Lifecycle<>(JsonSchemaSerializer.class);

  public JsonSchemaSerializer() {
    this(null);
  }

  /** A serializer with a client it shares with others; the client's settings are left alone. */
  public JsonSchemaSerializer(@Nullable RegistryClient client) {
    this.client = client;
  }

  /** Settings as methods, for code that makes its own serializer. */
  public static <T> JsonSchemaSerializerBuilder<T> builder() {
    return new JsonSchemaSerializerBuilder<>();
  }

  /**
   * Makes the serializer ready. Kafka calls this if it made the object, otherwise the application
   * does.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong or
   *     contradicts another
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    lifecycle.configure(
        () -> SerdeContext.of(configs, isKey, client, JsonSchemaConfig.definition()),
        context ->
            new MessageSerializer<>(
                new JsonWriteFormat(JsonSchemaSettings.of(configs, isKey), context.client()),
                context));
  }

  /**
   * Encodes one key or value.
   *
   * @return null for null, without asking the registry
   * @throws org.apache.kafka.common.errors.SerializationException if the object cannot be written,
   *     is not valid by its schema where that is checked, or the registry refuses
   * @throws org.apache.kafka.common.KafkaException of another kind if the registry could not be
   *     asked; retriable if that may pass
   */
  @Override
  public byte @Nullable [] serialize(@Nullable String topic, @Nullable T data) {
    return serialize(topic, null, data);
  }

  /** As {@link #serialize(String, Object)}; with ids in headers, names the schema in these. */
  @Override
  public byte @Nullable [] serialize(
      @Nullable String topic, @Nullable Headers headers, @Nullable T data) {
    if (data == null) {
      return null;
    }
    return lifecycle.ready().serialize(topic, headers, data);
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
