package dev.stele.serde.protobuf.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages from JSON. */
final class TreeReader {
  private final KnownTypes types;

  TreeReader(KnownTypes types) {
    this.types = types;
  }

  void merge(JsonNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    if (depth > ProtobufJson.MAX_DEPTH) {
      throw new ProtobufJsonException(
          path, "values lie more than " + ProtobufJson.MAX_DEPTH + " deep inside each other");
    }
    switch (Special.of(message.getDescriptorForType())) {
      case NONE -> object(required(json, path), message, path, depth);
      case ANY -> any(required(json, path), message, path, depth);
      case TIMESTAMP -> set(Times.timestamp(text(json, path), path), message, path);
      case DURATION -> set(Times.duration(text(json, path), path), message, path);
      case FIELD_MASK -> {
        for (String mask : FieldMasks.paths(text(json, path))) {
          message.addRepeatedField(first(message, path), mask);
        }
      }
      case VALUE -> value(json, message, path, depth);
      case STRUCT -> map(first(message, path), required(json, path), message, path, depth);
      case LIST_VALUE -> repeated(first(message, path), json, message, path, depth);
      case WRAPPER -> {
        FieldDescriptor field = first(message, path);
        message.setField(field, Scalars.value(field, json, path));
      }
    }
  }

  private static FieldDescriptor first(Message.Builder message, String path)
      throws ProtobufJsonException {
    return Special.field(message.getDescriptorForType(), 1, path);
  }

  private static String text(JsonNode json, String path) throws ProtobufJsonException {
    return Scalars.text(json, "a string", path);
  }

  private static ObjectNode required(JsonNode json, String path) throws ProtobufJsonException {
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new ProtobufJsonException(path, "a JSON object is expected, not " + json.getNodeType());
  }

  private static void set(Times.Parts parts, Message.Builder message, String path)
      throws ProtobufJsonException {
    message.setField(first(message, path), parts.seconds());
    message.setField(Special.field(message.getDescriptorForType(), 2, path), parts.nanos());
  }

  private void object(ObjectNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String at = path + "." + member.getKey();
      FieldDescriptor field = find(message.getDescriptorForType(), member.getKey());
      if (field == null) {
        throw new ProtobufJsonException(
            at, "message " + message.getDescriptorForType().getFullName() + " has no such field");
      }
      field(field, member.getValue(), message, at, depth);
    }
  }

  private @Nullable FieldDescriptor find(Descriptor type, String name) {
    if (name.startsWith("[") && name.endsWith("]")) {
      return types.extension(type, name.substring(1, name.length() - 1));
    }
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJsonName().equals(name)) {
        return field;
      }
    }
    return type.findFieldByName(name);
  }

  private void field(
      FieldDescriptor field, JsonNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    if (field.isRepeated()) {
      if (json.isNull()) {
        return;
      }
      if (message.getRepeatedFieldCount(field) > 0) {
        throw new ProtobufJsonException(path, "the field is set twice");
      }
      if (field.isMapField()) {
        map(field, required(json, path), message, path, depth);
      } else {
        repeated(field, json, message, path, depth);
      }
      return;
    }
    Object value = single(field, json, message, path, depth);
    if (value == null) {
      return;
    }
    boolean another =
        field.getContainingOneof() != null
            && message.getOneofFieldDescriptor(field.getContainingOneof()) != null;
    if (another || message.hasField(field)) {
      throw new ProtobufJsonException(
          path, "the field, or another one of its oneof, is set already");
    }
    message.setField(field, value);
  }

  private void repeated(
      FieldDescriptor field, JsonNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    if (!json.isArray()) {
      throw new ProtobufJsonException(path, "an array is expected, not " + json.getNodeType());
    }
    for (int i = 0; i < json.size(); i++) {
      String at = path + "[" + i + "]";
      message.addRepeatedField(field, present(single(field, json.get(i), message, at, depth), at));
    }
  }

  private void map(
      FieldDescriptor field, ObjectNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    FieldDescriptor key = Special.field(field.getMessageType(), 1, path);
    FieldDescriptor value = Special.field(field.getMessageType(), 2, path);
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      String at = path + "." + member.getKey();
      Message.Builder entry = message.newBuilderForField(field);
      entry.setField(key, Scalars.value(key, new TextNode(member.getKey()), at));
      entry.setField(value, present(single(value, member.getValue(), entry, at, depth), at));
      message.addRepeatedField(field, entry.build());
    }
  }

  private static Object present(@Nullable Object value, String path) throws ProtobufJsonException {
    if (value == null) {
      throw new ProtobufJsonException(path, "null is no element");
    }
    return value;
  }

  /** A field's value or an element of it; null for JSON's null where that means nothing. */
  private @Nullable Object single(
      FieldDescriptor field, JsonNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    if (field.getJavaType() != JavaType.MESSAGE) {
      if (json.isNull()) {
        return Special.isNullValue(field) ? field.getEnumType().findValueByNumber(0) : null;
      }
      return Scalars.value(field, json, path);
    }
    if (json.isNull() && Special.of(field.getMessageType()) != Special.VALUE) {
      return null;
    }
    Message.Builder inner = message.newBuilderForField(field);
    merge(json, inner, path, depth + 1);
    return inner.build();
  }

  private void value(JsonNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    int number =
        switch (json.getNodeType()) {
          case NULL -> 1;
          case NUMBER -> 2;
          case STRING -> 3;
          case BOOLEAN -> 4;
          case OBJECT -> 5;
          case ARRAY -> 6;
          default -> throw new ProtobufJsonException(path, "this is no JSON value");
        };
    FieldDescriptor field = Special.field(message.getDescriptorForType(), number, path);
    Object value = single(field, json, message, path, depth);
    message.setField(field, present(value, path));
  }

  private void any(ObjectNode json, Message.Builder message, String path, int depth)
      throws ProtobufJsonException {
    if (json.isEmpty()) {
      return;
    }
    JsonNode url = json.path("@type");
    if (!url.isTextual()) {
      throw new ProtobufJsonException(path, "a google.protobuf.Any has its type as '@type'");
    }
    Descriptor type = types.message(url.textValue(), path);
    DynamicMessage.Builder content = DynamicMessage.newBuilder(type);
    if (Special.of(type) == Special.NONE) {
      ObjectNode members = json.deepCopy();
      members.remove("@type");
      merge(members, content, path, depth + 1);
    } else {
      merge(json.path("value"), content, path + ".value", depth + 1);
    }
    message.setField(first(message, path), url.textValue());
    message.setField(
        Special.field(message.getDescriptorForType(), 2, path), content.build().toByteString());
  }
}
