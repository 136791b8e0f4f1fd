package dev.stele.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Message;
import dev.stele.schema.SchemaSource;
import dev.stele.serde.SteleDeserializer;
import dev.stele.serde.avro.AvroJson;
import dev.stele.serde.avro.AvroJsonException;
import dev.stele.serde.client.RegistryClient;
import dev.stele.serde.client.RegistryException;
import dev.stele.serde.internal.messages.SchemaRef;
import dev.stele.serde.internal.messages.WireFormat;
import dev.stele.serde.protobuf.internal.json.ProtobufJson;
import dev.stele.serde.protobuf.internal.json.ProtobufJsonException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericContainer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Messages of any format as lines of JSON, through the deserializer that applications use. */
final class MessageDecoder implements AutoCloseable {
  private final RegistryClient registry;
  private final SteleDeserializer deserializer;
  private final Map<SchemaRef, Schema> schemas = new HashMap<>();

  MessageDecoder(String registryUrl) {
    registry = RegistryClient.of(registryUrl);
    deserializer = new SteleDeserializer(registry);
    deserializer.configure(Map.of("json.value.type", JsonNode.class.getName()), false);
  }

  /**
   * One line; {@code null} for a message without a value.
   *
   * @throws BadInputException if the message can't be decoded
   * @throws FailureException if the registry does not answer, so that none can
   */
  String toJson(ConsumerRecord<byte[], byte[]> message) {
    if (message.value() == null) {
      return "null";
    }
    try {
      return json(
          deserializer.deserialize(message.topic(), message.headers(), message.value()), message);
    } catch (SerializationException | AvroJsonException | ProtobufJsonException e) {
      throw new BadInputException(String.valueOf(e.getMessage()), e);
    } catch (KafkaException | RegistryException e) {
      throw new FailureException("The registry does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    deserializer.close();
  }

  private String json(@Nullable Object datum, ConsumerRecord<byte[], byte[]> message)
      throws ProtobufJsonException {
    if (datum instanceof JsonNode tree) {
      return tree.toString();
    }
    if (datum instanceof Message protobuf) {
      return ProtobufJson.of(protobuf.getDescriptorForType().getFile()).tree(protobuf).toString();
    }
    return AvroJson.write(datum, schemaOf(datum, message));
  }

  private Schema schemaOf(@Nullable Object datum, ConsumerRecord<byte[], byte[]> message) {
    if (datum instanceof GenericContainer container) {
      return container.getSchema();
    }
    // A plain string or number does not know its schema.
    Header header = message.headers().lastHeader(WireFormat.VALUE_HEADER);
    byte[] named = header == null || header.value() == null ? message.value() : header.value();
    SchemaRef schema = WireFormat.readSchema(ByteBuffer.wrap(named));
    return schemas.computeIfAbsent(schema, this::parse);
  }

  private Schema parse(SchemaRef schema) {
    SchemaSource source =
        registry.source(
            schema instanceof SchemaRef.Id id
                ? registry.schemaById(id.id())
                : registry.schemaByGuid(((SchemaRef.Guid) schema).guid()));
    Schema.Parser parser = new Schema.Parser();
    source.dependencies().forEach(dependency -> parser.parse(dependency.text()));
    return parser.parse(source.text());
  }
}
