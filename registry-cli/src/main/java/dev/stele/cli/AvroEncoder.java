package dev.stele.cli;

import dev.stele.serde.avro.AvroJson;
import dev.stele.serde.avro.AvroJsonException;
import dev.stele.serde.avro.AvroSerializer;
import dev.stele.serde.avro.AvroValue;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.client.SchemaDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Lines of JSON as messages, through the serializer that applications use. */
final class AvroEncoder implements AutoCloseable {
  private final String topic;
  private final Schema schema;
  private final Optional<String> keyField;
  private final AvroSerializer<Object> serializer = new AvroSerializer<>();

  private AvroEncoder(String topic, Schema schema, Optional<String> keyField) {
    this.topic = topic;
    this.schema = schema;
    this.keyField = keyField;
  }

  /**
   * Registers the schema, so that a refusal comes before the first message.
   *
   * @throws FailureException if the registry refuses it, or the schema has no such key field
   */
  static AvroEncoder register(
      String topic, Schema schema, Optional<String> keyField, String subject, String registry) {
    keyField.ifPresent(field -> requireField(schema, field));
    AvroEncoder encoder = new AvroEncoder(topic, schema, keyField);
    // By id, because the subject is ours to choose here.
    encoder.serializer.configure(
        Map.of(
            "schema.registry.url",
            registry,
            "auto.register.schemas",
            false,
            "use.schema.id",
            registeredId(subject, schema, registry),
            "id.compatibility.strict",
            false),
        false);
    return encoder;
  }

  /**
   * @throws BadInputException if the line does not fit the schema
   */
  ProducerRecord<byte[], byte[]> encode(String json) {
    Object datum = read(json);
    byte[] key = keyField.map(field -> key(datum, field)).orElse(null);
    try {
      return new ProducerRecord<>(
          topic, key, serializer.serialize(topic, new AvroValue(schema, datum)));
    } catch (SerializationException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    serializer.close();
  }

  private @Nullable Object read(String json) {
    try {
      return AvroJson.read(json, schema);
    } catch (AvroJsonException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static byte[] key(@Nullable Object datum, String field) {
    Object value = datum instanceof GenericRecord record ? record.get(field) : null;
    if (value == null) {
      throw new BadInputException("field " + field + ": null, and it is the --key-field");
    }
    return value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void requireField(Schema schema, String field) {
    if (schema.getType() != Schema.Type.RECORD || schema.getField(field) == null) {
      throw new FailureException(
          "The schema %s has no field %s (--key-field)".formatted(schema.getFullName(), field));
    }
  }

  private static int registeredId(String subject, Schema schema, String registry) {
    try {
      return RegistryClient.of(registry)
          .register(subject, SchemaDefinition.avro(schema.toString()), Set.of())
          .id();
    } catch (RegistryException e) {
      throw new FailureException(
          "The registry at %s does not take the schema for subject %s: %s"
              .formatted(registry, subject, e.getMessage()),
          e);
    }
  }
}
