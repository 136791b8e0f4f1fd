package dev.stele.serde;

import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.internal.messages.Lifecycle;
import dev.stele.serde.internal.messages.MessageDeserializer;
import dev.stele.serde.internal.messages.ReadFormat;
import dev.stele.serde.internal.messages.ReadFormatProvider;
import dev.stele.serde.internal.messages.ReadFormats;
import dev.stele.serde.internal.messages.SerdeContext;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of all formats whose artifacts are on the class path, each as the deserializer of
 * its schema's type does: what a topic with several kinds of messages needs, and what shows
 * messages of any topic.
 *
 * <p>Takes the settings of all these deserializers. Thread-safe once configured. The first message
 * of a schema asks the registry; later ones take no lock and parse nothing.
 */
public final class SteleDeserializer implements Deserializer<Object> {
  private final @Nullable RegistryClient client;
  private final Lifecycle<MessageDeserializer> lifecycle = new Lifecycle<>(SteleDeserializer.class);

  public SteleDeserializer() {
    this(null);
  }

  /** A deserializer with a client it shares with others; the client's settings are left alone. */
  public SteleDeserializer(@Nullable RegistryClient client) {
    this.client = client;
  }

  /** Settings as methods, for code that makes its own deserializer. */
  public static SteleDeserializerBuilder builder() {
    return new SteleDeserializerBuilder();
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
    // Beside this class: a loader of plug-ins may know another copy of the interface.
    List<ReadFormatProvider> found =
        ServiceLoader.load(ReadFormatProvider.class, SteleDeserializer.class.getClassLoader())
            .stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    ConfigDef[] definitions =
        found.stream().map(ReadFormatProvider::definition).toArray(ConfigDef[]::new);
    lifecycle.configure(
        () -> SerdeContext.of(configs, isKey, client, definitions),
        context -> {
          List<ReadFormat> formats =
              found.stream().map(one -> one.create(configs, isKey, context.client())).toList();
          return new MessageDeserializer(new ReadFormats(formats), context);
        });
  }

  /**
   * Decodes one key or value.
   *
   * @return what the deserializer of the schema's type gives; null for null
   * @throws org.apache.kafka.common.errors.SerializationException if the message names no schema or
   *     is damaged, its format's artifact is missing, or the registry refuses
   * @throws org.apache.kafka.common.KafkaException of another kind if the registry could not be
   *     asked; retriable if that may pass
   */
  @Override
  public @Nullable Object deserialize(@Nullable String topic, byte @Nullable [] data) {
    return deserialize(topic, null, data);
  }

  @Override
  public @Nullable Object deserialize(
      @Nullable String topic, @Nullable Headers headers, byte @Nullable [] data) {
    return data == null ? null : lifecycle.ready().deserialize(topic, headers, data, null);
  }

  @Override
  public @Nullable Object deserialize(
      @Nullable String topic, @Nullable Headers headers, @Nullable ByteBuffer data) {
    return data == null ? null : lifecycle.ready().deserialize(topic, headers, data, null);
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
