package dev.stele.serde.json.internal.generator;

import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNullFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.impl.UnknownSerializer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes one type in one node, as Jackson tells of it. */
final class TypeVisitor extends JsonFormatVisitorWrapper.Base {
  private final Generation generation;
  private final ObjectNode node;
  private final @Nullable BeanProperty property;
  private final Generation.Role role;

  TypeVisitor(
      Generation generation,
      ObjectNode node,
      @Nullable BeanProperty property,
      Generation.Role role) {
    this.generation = generation;
    this.node = node;
    this.property = property;
    this.role = role;
  }

  @Override
  public JsonStringFormatVisitor expectStringFormat(JavaType type) {
    node.put("type", "string");
    generation.constraints().ofString(property, node);
    return new ScalarVisitor(node);
  }

  @Override
  public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
    node.put("type", "number");
    generation.constraints().ofNumber(property, node);
    return new ScalarVisitor(node);
  }

  @Override
  public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
    node.put("type", "integer");
    generation.constraints().ofInteger(property, node);
    return new ScalarVisitor(node);
  }

  @Override
  public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
    node.put("type", "boolean");
    generation.constraints().ofBoolean(property, node);
    return new ScalarVisitor(node);
  }

  @Override
  public JsonNullFormatVisitor expectNullFormat(JavaType type) {
    node.put("type", "null");
    return new JsonNullFormatVisitor.Base();
  }

  /** What Jackson knows nothing of may be anything. */
  @Override
  public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
    return new JsonAnyFormatVisitor.Base();
  }

  @Override
  public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
    node.put("type", "array");
    generation.constraints().ofArray(property, node);
    ObjectNode items = node.putObject("items");
    return new JsonArrayFormatVisitor.Base() {
      @Override
      public void itemsFormat(JsonFormatVisitable handler, JavaType element)
          throws JsonMappingException {
        JavaType content = type.getContentType() != null ? type.getContentType() : element;
        generation.visit(content, items, null, Generation.Role.PLACE);
      }

      @Override
      public void itemsFormat(JsonFormatTypes format) {
        items.put("type", format.value());
      }
    };
  }

  @Override
  public JsonMapFormatVisitor expectMapFormat(JavaType type) throws JsonMappingException {
    node.put("type", "object");
    generation.constraints().ofMap(property, node);
    ObjectNode values = node.putObject("additionalProperties");
    if (type.getContentType() != null) {
      generation.visit(type.getContentType(), values, null, Generation.Role.PLACE);
    }
    return new JsonMapFormatVisitor.Base();
  }

  /** Returns null where Jackson is to tell no more: the type is described already. */
  @Override
  public @Nullable JsonObjectFormatVisitor expectObjectFormat(JavaType type)
      throws JsonMappingException {
    if (getProvider().findValueSerializer(type) instanceof UnknownSerializer) {
      return null;
    }
    generation.constraints().ofObject(property, node);
    if (role == Generation.Role.DEFINITION) {
      return objectVisitor(type);
    }
    Subtypes subtypes = new Subtypes(generation.mapper());
    List<Class<?>> known = subtypes.of(type.getRawClass());
    if (!known.isEmpty()) {
      oneOf(known);
      return null;
    }
    if (role == Generation.Role.ROOT) {
      return objectVisitor(type);
    }
    node.put("$ref", generation.reference(type));
    return null;
  }

  private void oneOf(List<Class<?>> subtypes) throws JsonMappingException {
    ArrayNode members = node.putArray("oneOf");
    for (Class<?> subtype : subtypes) {
      JavaType type = generation.mapper().constructType(subtype);
      ObjectNode member = members.addObject().put("$ref", generation.reference(type));
      generation
          .constraints()
          .keywords()
          .title(subtype)
          .ifPresent(title -> member.put("title", title));
    }
  }

  private @Nullable JsonObjectFormatVisitor objectVisitor(JavaType type)
      throws JsonMappingException {
    return ObjectVisitor.begin(generation, node, type);
  }
}
