package dev.stele.serde.avro;

import dev.stele.serde.WireFormat;
import dev.stele.serde.client.ClientConfig;
import dev.stele.serde.client.RegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link AvroSerializer}, or any serializer of the same wire format, has written.
 *
 * <p>Gives generic records, or generated ones with {@code specific.avro.reader=true}, or plain Java
 * objects with {@code schema.reflection=true}; top-level strings as String and bytes as byte[].
 * Settings: {@link AvroConfig}, {@link dev.stele.serde.SerdeConfig}, {@link ClientConfig}.
 *
 * <p>Thread-safe once configured. The first message of a schema asks the registry; later ones take
 * no lock and parse nothing.
 */
public final class AvroDeserializer implements Deserializer<Object> {
  private final ThreadLocal<PayloadDecoder> decoders = ThreadLocal.withInitial(PayloadDecoder::new);
  private final @Nullable RegistryClient client;
  private final @Nullable Schema readerSchema;
  private volatile @Nullable MessageReaders readers;

  public AvroDeserializer() {
    this(null, null);
  }

  /** A deserializer with a client it shares with others; the client's settings are left alone. */
  public AvroDeserializer(RegistryClient client) {
    this(client, null);
  }

  private AvroDeserializer(@Nullable RegistryClient client, @Nullable Schema readerSchema) {
    this.client = client;
    this.readerSchema = readerSchema;
  }

  /** A deserializer, yet to be configured, that reads everything into one schema. */
  public static AvroDeserializer into(Schema readerSchema) {
    return new AvroDeserializer(null, readerSchema);
  }

  /**
   * Makes the deserializer ready. Kafka calls this if it made the object, otherwise the application
   * does.
   *
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong,
   *     contradicts another or asks for what this version does not do
   */
  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    AvroConfig config = AvroConfig.of(configs, isKey);
    RegistryClient shared = client;
    readers =
        new MessageReaders(
            config, shared != null ? shared : new RegistryClient(ClientConfig.of(configs)));
  }

  /**
   * Decodes one key or value.
   *
   * @return null for null, without asking the registry
   * @throws SerializationException if the message is not of this format or damaged, or the registry
   *     refuses
   * @throws org.apache.kafka.common.KafkaException of another kind if the registry could not be
   *     asked; retriable if that may pass
   */
  @Override
  public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
    return deserialize(topic, data, readerSchema);
  }

  /** As {@link #deserialize(String, byte[])}, into a schema; by the settings if that is null. */
  public @Nullable Object deserialize(
      String topic, byte @Nullable [] data, @Nullable Schema readerSchema) {
    return data == null ? null : decode(topic, ByteBuffer.wrap(data), readerSchema);
  }

  @Override
  public @Nullable Object deserialize(
      String topic, @Nullable Headers headers, byte @Nullable [] data) {
    refuseIdInHeader(topic, headers);
    return deserialize(topic, data, readerSchema);
  }

  @Override
  public @Nullable Object deserialize(
      String topic, @Nullable Headers headers, @Nullable ByteBuffer data) {
    refuseIdInHeader(topic, headers);
    if (data == null) {
      return null;
    }
    if (data.hasArray()) {
      return decode(topic, data.duplicate(), readerSchema);
    }
    byte[] copy = new byte[data.remaining()];
    data.duplicate().get(copy);
    return deserialize(topic, copy, readerSchema);
  }

  private MessageReaders ready() {
    MessageReaders ready = readers;
    if (ready == null) {
      throw new IllegalStateException(
          "This AvroDeserializer was not configured: call configure(settings, isKey) first");
    }
    return ready;
  }

  /** Without its id such a message would be read as something else. */
  private void refuseIdInHeader(String topic, @Nullable Headers headers) {
    AvroConfig config = ready().config();
    if (headers == null || config.serde().prefixOnly()) {
      return;
    }
    String name = config.serde().isKey() ? "__key_schema_id" : "__value_schema_id";
    Header header = headers.lastHeader(name);
    if (header != null && header.value() != null) {
      throw new SerializationException(
          "Cannot deserialize from topic "
              + topic
              + ": the schema is named in the header "
              + name
              + ", which this version does not read; let the producer put the id in front of the"
              + " payload (PrefixSchemaIdSerializer)");
    }
  }

  private @Nullable Object decode(String topic, ByteBuffer message, @Nullable Schema readerSchema) {
    MessageReaders ready = ready();
    int schemaId = WireFormat.readSchemaId(topic, message);
    MessageReader reader = ready.reader(topic, schemaId, readerSchema);
    PayloadDecoder decoder = decoders.get();
    decoder.start(message.array(), message.arrayOffset() + message.position(), message.remaining());
    try {
      Object value = reader.read(decoder);
      if (decoder.remaining() > 0 && ready.config().failOnTrailingData()) {
        throw new IOException(decoder.remaining() + " bytes are left behind the value");
      }
      return value;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Avro reports damaged data by whatever goes wrong first, its own exceptions or the JDK's;
      // and data nested in itself, without end if damaged, exhausts the stack.
      throw new SerializationException(
          "Cannot deserialize from topic "
              + topic
              + " with schema id "
              + schemaId
              + ": the payload does not fit the schema: "
              + e,
          e);
    } finally {
      decoder.release();
    }
  }

  @Override
  public void close() {
    decoders.remove();
  }
}
