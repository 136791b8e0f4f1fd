package dev.stele.serde.protobuf;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
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
 * Reads what {@link ProtobufSerializer}, or any serializer of the same wire format, has written.
 *
 * <p>Gives {@link DynamicMessage}s of the registered schema, or generated ones with {@code
 * specific.protobuf.value.type} or {@code derive.type=true}. Fields that the reading type does not
 * declare survive as unknown ones. Settings: {@link ProtobufConfig}, {@link
 * dev.stele.serde.SerdeConfig}, {@link dev.stele.serde.client.ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a schema asks the registry; later ones take
 * no lock and parse nothing.
 *
 * @param <T> what the application reads; {@code Message} for all of the above. Not checked: other
 *     data fails where the application uses it
 */
public final class ProtobufDeserializer<T extends Message> implements Deserializer<T> {
  private final @Nullable RegistryClient client;
  private final Lifecycle<MessageDeserializer> lifecycle =
      new Lifecycle<>(ProtobufDeserializer.class);

  public ProtobufDeserializer() {
    this(null);
  }

  /** A deserializer with a client it shares with others; the client's settings are left alone. */
  public ProtobufDeserializer(@Nullable RegistryClient client) {
    this.client = client;
  }

  /** Settings as methods, for code that makes its own deserializer; gives dynamic messages. */
  public static ProtobufDeserializerBuilder<DynamicMessage> builder() {
    return new ProtobufDeserializerBuilder<>();
  }

  /**
   * Settings as methods, for code that makes its own deserializer.
   *
   * @param type the generated class to read into
   */
  public static <T extends Message> ProtobufDeserializerBuilder<T> builder(Class<T> type) {
    return new ProtobufDeserializerBuilder<T>().settings(ProtobufSettings.reading(type));
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
        () -> SerdeContext.of(configs, isKey, client, ProtobufConfig.definition()),
        context -> {
          ProtobufReadFormat format = new ProtobufReadFormat(ProtobufSettings.of(configs, isKey));
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
    return deserialize(topic, null, data);
  }

  @Override
  public @Nullable T deserialize(
      @Nullable String topic, @Nullable Headers headers, byte @Nullable [] data) {
    return data == null ? null : message(lifecycle.ready().deserialize(topic, headers, data, null));
  }

  @Override
  public @Nullable T deserialize(
      @Nullable String topic, @Nullable Headers headers, @Nullable ByteBuffer data) {
    return data == null ? null : message(lifecycle.ready().deserialize(topic, headers, data, null));
  }

  @SuppressWarnings("unchecked") // as the type says
  private @Nullable T message(@Nullable Object read) {
    return (T) read;
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
