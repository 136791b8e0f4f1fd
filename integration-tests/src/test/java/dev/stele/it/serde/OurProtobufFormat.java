package dev.stele.it.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.util.JsonFormat;
import dev.stele.schema.SchemaType;
import dev.stele.serde.protobuf.ProtobufDeserializer;
import dev.stele.serde.protobuf.ProtobufSerializer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Protobuf, with dynamic messages. */
public final class OurProtobufFormat implements OurFormat {
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public SchemaType type() {
    return SchemaType.PROTOBUF;
  }

  @Override
  @SuppressWarnings("unchecked") // all that is given to it are messages
  public Serializer<Object> serializer() {
    return (Serializer<Object>) (Serializer<?>) new ProtobufSerializer<Message>();
  }

  @Override
  @SuppressWarnings("unchecked") // messages are objects
  public Deserializer<Object> deserializer() {
    return (Deserializer<Object>) (Deserializer<?>) new ProtobufDeserializer<Message>();
  }

  @Override
  public Object value(Exchange exchange) {
    try {
      DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor(exchange));
      JsonFormat.parser().merge(exchange.value().toString(), message);
      return message.build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public JsonNode shown(Exchange exchange, Object value) {
    try {
      return JSON.readTree(JsonFormat.printer().print((Message) value));
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public JsonNode expected(Exchange exchange) {
    return exchange.value();
  }

  @Override
  public Object valueOfSchema(int number) {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    file.setName("number" + number + ".proto").setSyntax("proto3");
    file.addMessageTypeBuilder().setName("Number" + number);
    try {
      FileDescriptor built = FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
      return DynamicMessage.getDefaultInstance(built.getMessageTypes().get(0));
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Object schema(Object value) {
    return ((Message) value).getDescriptorForType();
  }

  @Override
  public String toString() {
    return type().name();
  }

  /** Of an exchange's message, as generated classes have it. */
  private static Descriptor descriptor(Exchange exchange) {
    Map<String, FileDescriptor> files = new HashMap<>();
    FileDescriptor timestamp = TimestampProto.getDescriptor();
    files.put(timestamp.getName(), timestamp);
    FileDescriptor last = timestamp;
    for (JsonNode json : exchange.files()) {
      last = file(json, files);
      files.put(last.getName(), last);
    }
    String name = exchange.type().substring(last.getPackage().length() + 1);
    Descriptor found = null;
    for (String part : name.split("\\.", -1)) {
      found = found == null ? last.findMessageTypeByName(part) : found.findNestedTypeByName(part);
    }
    return Objects.requireNonNull(found, exchange.type());
  }

  private static FileDescriptor file(JsonNode json, Map<String, FileDescriptor> files) {
    try {
      FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
      JsonFormat.parser().merge(json.toString(), file);
      FileDescriptor[] imports =
          file.getDependencyList().stream().map(files::get).toArray(FileDescriptor[]::new);
      return FileDescriptor.buildFrom(file.build(), imports);
    } catch (InvalidProtocolBufferException | DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }
}
