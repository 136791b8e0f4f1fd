package dev.stele.serde.protobuf;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes.WrapperSerde;

/**
 * {@link ProtobufSerializer} and {@link ProtobufDeserializer} as one, for Kafka Streams.
 *
 * @param <T> what the application reads and writes
 */
public final class ProtobufSerde<T extends Message> extends WrapperSerde<T> {
  public ProtobufSerde() {
    this(new ProtobufSerializer<>(), new ProtobufDeserializer<>());
  }

  ProtobufSerde(ProtobufSerializer<T> serializer, ProtobufDeserializer<T> deserializer) {
    super(serializer, deserializer);
  }

  /**
   * Makes both ready, or neither.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong or
   *     contradicts another
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    try {
      super.configure(configs, isKey);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Settings as methods, for code that makes its own serde; reads dynamic messages. */
  public static ProtobufSerdeBuilder<DynamicMessage> builder() {
    return new ProtobufSerdeBuilder<>();
  }

  /**
   * Settings as methods, for code that makes its own serde: {@code
   * ProtobufSerde.builder(Order.class).registry(url).forValues()}.
   *
   * @param type the generated class to write and read
   */
  public static <T extends Message> ProtobufSerdeBuilder<T> builder(Class<T> type) {
    return new ProtobufSerdeBuilder<T>().settings(ProtobufSettings.reading(type));
  }
}
