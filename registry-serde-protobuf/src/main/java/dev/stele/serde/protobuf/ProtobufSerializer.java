package dev.stele.serde.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.Lifecycle;
import dev.stele.serde.internal.messages.MessageSerializer;
import dev.stele.serde.internal.messages.SerdeContext;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Protobuf messages as Kafka keys or values: the name of the schema and the message's place
 * in it, then the message.
 *
 * <p>Takes generated messages and {@link com.google.protobuf.DynamicMessage}s. Registers the file
 * the message is declared in, and the files this imports as references. Settings: {@link
 * ProtobufConfig}, {@link dev.stele.serde.SerdeConfig}, {@link
 * dev.stele.serde.client.ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a descriptor asks the registry; later ones
 * take no lock and parse nothing. Dynamic messages of one type should share one {@code Descriptor}
 * object.
 *
 * @param <T> what the application writes; {@code Message} for all of the above
 */
public final class ProtobufSerializer<T extends Message> implements Serializer<T> {
  private final @Nullable RegistryClient client;
  private final Lifecycle<MessageSerializer<Descriptor>> lifecycle =
      new Lifecycle<>(ProtobufSerializer.class);

  public ProtobufSerializer() {
    this(null);
  }

  /** A serializer with a client it shares with others; the client's settings are left alone. */
  public ProtobufSerializer(@Nullable RegistryClient client) {
    this.client = client;
  }

  /** Settings as methods, for code that makes its own serializer. */
  public static <T extends Message> ProtobufSerializerBuilder<T> builder() {
    return new ProtobufSerializerBuilder<>();
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
        () -> SerdeContext.of(configs, isKey, client, ProtobufConfig.definition()),
        context -> {
          ProtobufWriteFormat format =
              new ProtobufWriteFormat(
                  ProtobufSettings.of(configs, isKey),
                  context.settings().choice(),
                  context.client());
          return new MessageSerializer<>(format, context);
        });
  }

  /**
   * Encodes one key or value.
   *
   * @return null for null, without asking the registry
   * @throws org.apache.kafka.common.errors.SerializationException if the message is not in the
   *     registered schema or the registry refuses
   * @throws org.apache.kafka.common.KafkaException of another kind if the registry could not be
   *     asked; retriable if that may pass
   */
  @Override
  public byte @Nullable [] serialize(@Nullable String topic, @Nullable T data) {
    return serialize(topic, null, data);
  }

  /** As {@link #serialize(String, Message)}; with ids in headers, names the schema in these. */
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
