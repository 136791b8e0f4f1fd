package dev.stele.serde.avro;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.Lifecycle;
import dev.stele.serde.internal.messages.MessageSerializer;
import dev.stele.serde.internal.messages.SerdeContext;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro data as Kafka keys or values: the name of the schema, then the binary encoding.
 *
 * <p>Takes generic and generated records, Boolean, Integer, Long, Float, Double, String, byte[] and
 * ByteBuffer, anything with its schema in an {@link AvroValue}, and with {@code
 * schema.reflection=true} plain Java objects. Settings: {@link AvroConfig}, {@link
 * dev.stele.serde.SerdeConfig}, {@link dev.stele.serde.client.ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a schema asks the registry; later ones take
 * no lock and parse nothing. Objects of one type should share one {@code Schema} object.
 *
 * @param <T> what the application writes; {@code Object} for all of the above
 */
public final class AvroSerializer<T> implements Serializer<T> {
  private final @Nullable RegistryClient client;
  private final Lifecycle<MessageSerializer<Schema>> lifecycle =
      new Lifecycle<>(AvroSerializer.class);

  public AvroSerializer() {
    this(null);
  }

  /** A serializer with a client it shares with others; the client's settings are left alone. */
  public AvroSerializer(@Nullable RegistryClient client) {
    this.client = client;
  }

  /** Settings as methods, for code that makes its own serializer. */
  public static <T> AvroSerializerBuilder<T> builder() {
    return new AvroSerializerBuilder<>();
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
        () -> SerdeContext.of(configs, isKey, client, AvroConfig.definition()),
        context ->
            new MessageSerializer<>(
                new AvroWriteFormat(AvroSettings.of(configs, isKey), context.client()), context));
  }

  /**
   * Encodes one key or value.
   *
   * @return null for null, without asking the registry
   * @throws org.apache.kafka.common.errors.SerializationException if the object does not fit its
   *     schema or the registry refuses
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
