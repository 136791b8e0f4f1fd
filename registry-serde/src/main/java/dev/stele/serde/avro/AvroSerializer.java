package dev.stele.serde.avro;

import dev.stele.serde.client.ClientConfig;
import dev.stele.serde.client.RegistryClient;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro data as Kafka keys or values: a zero byte, the schema's id in the registry, the
 * binary encoding.
 *
 * <p>Takes generic and generated records, Boolean, Integer, Long, Float, Double, String, byte[] and
 * ByteBuffer, anything with its schema in an {@link AvroValue}, and with {@code
 * schema.reflection=true} plain Java objects. Settings: {@link AvroConfig}, {@link
 * dev.stele.serde.SerdeConfig}, {@link ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a schema asks the registry; later ones take
 * no lock and parse nothing. Objects of one type should share one {@code Schema} object.
 */
public final class AvroSerializer implements Serializer<Object> {
  private final ThreadLocal<PayloadEncoder> encoders = ThreadLocal.withInitial(PayloadEncoder::new);
  private @Nullable RegistryClient client;
  private volatile @Nullable MessageWriters writers;

  public AvroSerializer() {}

  /** A serializer with a client it shares with others; the client's settings are left alone. */
  public AvroSerializer(RegistryClient client) {
    this.client = client;
  }

  /**
   * Makes the serializer ready. Kafka calls this if it made the object, otherwise the application
   * does.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong,
   *     contradicts another or asks for what this version does not do
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroConfig config = AvroConfig.of(configs, isKey);
    config.serde().warnOfIneffective();
    RegistryClient shared = client;
    writers =
        new MessageWriters(
            config, shared != null ? shared : new RegistryClient(ClientConfig.of(configs)));
  }

  /**
   * Encodes one key or value.
   *
   * @return null for null, without asking the registry
   * @throws SerializationException if the object does not fit its schema or the registry refuses
   * @throws org.apache.kafka.common.KafkaException of another kind if the registry could not be
   *     asked; retriable if that may pass
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable Object data) {
    if (data == null) {
      return null;
    }
    MessageWriters ready = writers;
    if (ready == null) {
      throw new IllegalStateException(
          "This AvroSerializer was not configured: call configure(settings, isKey) first");
    }
    MessageWriter writer = ready.writer(topic, data);
    try {
      return writer.write(data, encoders.get());
    } catch (IOException | RuntimeException e) {
      // Avro reports data that does not fit its schema by whatever goes wrong first: NullPointer,
      // ClassCast, ArrayIndexOutOfBounds and its own exceptions.
      throw new SerializationException(
          "Cannot serialize to topic "
              + topic
              + " with schema id "
              + writer.schemaId()
              + ": the object does not fit its schema: "
              + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    encoders.remove();
  }
}
