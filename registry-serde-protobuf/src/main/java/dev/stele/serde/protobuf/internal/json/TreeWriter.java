package dev.stele.serde.protobuf.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;

/** Messages as JSON. */
final class TreeWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final KnownTypes types;

  TreeWriter(KnownTypes types) {
    this.types = types;
  }

  JsonNode message(Message message, String path, int depth) throws ProtobufJsonException {
    if (depth > ProtobufJson.MAX_DEPTH) {
      throw new ProtobufJsonException(
          path, "messages lie more than " + ProtobufJson.MAX_DEPTH + " deep inside each other");
    }
    return switch (Special.of(message.getDescriptorForType())) {
      case NONE -> object(message, path, depth);
      case ANY -> any(message, path, depth);
      case TIMESTAMP -> JSON.textNode(Times.timestamp(integers(message, path), path));
      case DURATION -> JSON.textNode(Times.duration(integers(message, path), path));
      case FIELD_MASK -> JSON.textNode(FieldMasks.text(strings(message, path)));
      case VALUE -> value(message, path, depth);
      case STRUCT, LIST_VALUE, WRAPPER -> first(message, path, depth);
    };
  }

  private JsonNode first(Message message, String path, int depth) throws ProtobufJsonException {
    FieldDescriptor field = Special.field(message.getDescriptorForType(), 1, path);
    return field(field, message.getField(field), path, depth);
  }

  private static Times.Parts integers(Message message, String path) throws ProtobufJsonException {
    Descriptor type = message.getDescriptorForType();
    return new Times.Parts(
        ((Number) message.getField(Special.field(type, 1, path))).longValue(),
        ((Number) message.getField(Special.field(type, 2, path))).intValue());
  }

  private static List<String> strings(Message message, String path) throws ProtobufJsonException {
    FieldDescriptor field = Special.field(message.getDescriptorForType(), 1, path);
    return ((List<?>) message.getField(field)).stream().map(Object::toString).toList();
  }

  private ObjectNode object(Message message, String path, int depth) throws ProtobufJsonException {
    ObjectNode object = JSON.objectNode();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (isWritten(message, field)) {
        String name = field.getJsonName();
        object.set(name, field(field, message.getField(field), path + "." + name, depth));
      }
    }
    for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
      if (set.getKey().isExtension()) {
        String name = "[" + set.getKey().getFullName() + "]";
        object.set(name, field(set.getKey(), set.getValue(), path + "." + name, depth));
      }
    }
    return object;
  }

  private static boolean isWritten(Message message, FieldDescriptor field) {
    if (field.isRepeated()) {
      return true;
    }
    boolean absent = field.getJavaType() == JavaType.MESSAGE || field.getContainingOneof() != null;
    return !absent || message.hasField(field);
  }

  private JsonNode field(FieldDescriptor field, Object value, String path, int depth)
      throws ProtobufJsonException {
    if (field.isMapField()) {
      return map(field, (List<?>) value, path, depth);
    }
    if (field.isRepeated()) {
      ArrayNode array = JSON.arrayNode();
      for (Object element : (List<?>) value) {
        array.add(single(field, element, path + "[" + array.size() + "]", depth));
      }
      return array;
    }
    return single(field, value, path, depth);
  }

  private ObjectNode map(FieldDescriptor field, List<?> entries, String path, int depth)
      throws ProtobufJsonException {
    FieldDescriptor key = Special.field(field.getMessageType(), 1, path);
    FieldDescriptor value = Special.field(field.getMessageType(), 2, path);
    ObjectNode object = JSON.objectNode();
    for (Object one : entries) {
      Message entry = (Message) one;
      String name = Scalars.json(key, entry.getField(key)).asText();
      object.set(name, single(value, entry.getField(value), path + "." + name, depth));
    }
    return object;
  }

  private JsonNode single(FieldDescriptor field, Object value, String path, int depth)
      throws ProtobufJsonException {
    return value instanceof Message message
        ? message(message, path, depth + 1)
        : Scalars.json(field, value);
  }

  /** One of the kinds of JSON; null if none is set. */
  private JsonNode value(Message value, String path, int depth) throws ProtobufJsonException {
    for (Map.Entry<FieldDescriptor, Object> kind : value.getAllFields().entrySet()) {
      if (kind.getValue() instanceof Double number && !Double.isFinite(number)) {
        throw new ProtobufJsonException(path, number + " is no google.protobuf.Value");
      }
      return single(kind.getKey(), kind.getValue(), path, depth);
    }
    return JSON.nullNode();
  }

  private JsonNode any(Message any, String path, int depth) throws ProtobufJsonException {
    Descriptor type = any.getDescriptorForType();
    String url = any.getField(Special.field(type, 1, path)).toString();
    ByteString bytes = (ByteString) any.getField(Special.field(type, 2, path));
    if (url.isEmpty() && bytes.isEmpty()) {
      return JSON.objectNode();
    }
    Message content = parse(types.message(url, path), bytes, path);
    JsonNode json = message(content, path, depth + 1);
    ObjectNode object = JSON.objectNode().put("@type", url);
    if (Special.of(content.getDescriptorForType()) != Special.NONE) {
      object.set("value", json);
    } else {
      object.setAll((ObjectNode) json);
    }
    return object;
  }

  private static Message parse(Descriptor type, ByteString bytes, String path)
      throws ProtobufJsonException {
    try {
      return DynamicMessage.parseFrom(type, bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new ProtobufJsonException(
          path, "what the google.protobuf.Any holds is no " + type.getFullName() + ": " + e);
    }
  }
}
