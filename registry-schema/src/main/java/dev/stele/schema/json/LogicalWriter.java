package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.ArrayOf;
import dev.stele.schema.logical.LogicalType.Branch;
import dev.stele.schema.logical.LogicalType.Chars;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Field;
import dev.stele.schema.logical.LogicalType.MapOf;
import dev.stele.schema.logical.LogicalType.MultisetOf;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Simple;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.LogicalType.Union;
import dev.stele.schema.logical.Notes;
import dev.stele.schema.logical.Properties;
import dev.stele.schema.logical.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One writing of logical types as a JSON schema, draft 2020-12. */
final class LogicalWriter {
  /** The place of a property among the others. */
  static final String INDEX = "connect.index";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final LogicalSchema schema;

  /** Where a type of another schema is, by its name. */
  private final Map<String, String> foreign = new HashMap<>();

  private LogicalWriter(LogicalSchema schema, List<Dependency> dependencies) {
    this.schema = schema;
    JsonTexts reader = new JsonTexts();
    for (Dependency dependency : dependencies) {
      JsonNode document = reader.read(dependency.text());
      for (String folder : List.of("$defs", "definitions")) {
        document
            .path(folder)
            .fieldNames()
            .forEachRemaining(
                name -> foreign.putIfAbsent(name, dependency.name() + "#/" + folder + "/" + name));
      }
    }
  }

  /**
   * @param name the title of what has none
   * @throws dev.stele.schema.InvalidSchemaException if a default cannot be said
   */
  static JsonNode write(LogicalSchema schema, String name, List<Dependency> dependencies) {
    return new LogicalWriter(schema, dependencies).document(name);
  }

  private ObjectNode document(String name) {
    ObjectNode document = slot(schema.root(), name);
    document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    if (schema.namespace() != null) {
      document.put(Definitions.NAMESPACE, schema.namespace());
    }
    ObjectNode definitions = NODES.objectNode();
    schema.declared().forEach((each, type) -> definitions.set(each, type(type, each)));
    schema
        .imports()
        .forEach(
            (each, uri) ->
                definitions.putObject(each).put("$ref", uri).put(Definitions.ALIAS, true));
    return definitions.isEmpty() ? document : document.set("$defs", definitions);
  }

  private ObjectNode slot(Slot slot, String name) {
    ObjectNode type = type(slot.type(), name);
    if (!slot.nullable()) {
      return type;
    }
    ObjectNode nothing = NODES.objectNode().put("type", "null");
    if (slot.type() instanceof Union) {
      ((ArrayNode) type.path("oneOf")).insert(0, nothing);
      return type;
    }
    ObjectNode either = NODES.objectNode();
    either.putArray("oneOf").add(nothing).add(type);
    return either;
  }

  private ObjectNode type(LogicalType type, String name) {
    if (type instanceof ArrayOf array) {
      return NODES.objectNode().put("type", "array").set("items", slot(array.element(), name));
    } else if (type instanceof MultisetOf multiset) {
      return map(multiset.element(), Slot.required(Simple.INT), name)
          .put(Properties.FLINK_VERSION, "1")
          .put(Properties.FLINK_TYPE, Properties.MULTISET);
    } else if (type instanceof MapOf map) {
      return map(map.key(), map.value(), name);
    } else if (type instanceof Struct struct) {
      return object(struct, name);
    } else if (type instanceof Enumeration enumeration) {
      return enumeration(enumeration, name);
    } else if (type instanceof Union union) {
      return union(union);
    } else if (type instanceof Named named) {
      return NODES.objectNode().put("$ref", reference(named.name()));
    }
    return JsonScalars.schema(type);
  }

  private String reference(String name) {
    return schema.declared().containsKey(name) || schema.imports().containsKey(name)
        ? "#/$defs/" + name
        : foreign.getOrDefault(name, name);
  }

  private ObjectNode map(Slot key, Slot value, String name) {
    if (key.type() instanceof Chars chars) {
      ObjectNode map = NODES.objectNode().put("type", "object").put(Properties.CONNECT_TYPE, "map");
      map.set("additionalProperties", slot(value, name));
      if (chars.length() < LogicalType.UNBOUNDED) {
        map.put(Properties.KEY_LENGTH, chars.length());
      }
      return chars.fixed() ? map.put(Properties.KEY_TYPE, "CHAR") : map;
    }
    ObjectNode map = NODES.objectNode().put("type", "array").put(Properties.CONNECT_TYPE, "map");
    ObjectNode entry = map.putObject("items").put("type", "object");
    entry
        .putObject("properties")
        .<ObjectNode>set("key", slot(key, name + "_key"))
        .set("value", slot(value, name + "_value"));
    entry.put("additionalProperties", false);
    return map;
  }

  private ObjectNode object(Struct struct, String name) {
    ObjectNode object = NODES.objectNode().put("type", "object").put("title", name);
    if (!struct.fields().isEmpty()) {
      ObjectNode properties = object.putObject("properties");
      ArrayNode required = NODES.arrayNode();
      for (Field field : struct.fields()) {
        properties.set(
            field.name(), property(field, name + "_" + field.name()).put(INDEX, properties.size()));
        if (!field.slot().nullable()) {
          required.add(field.name());
        }
      }
      object.put("additionalProperties", false);
      if (!required.isEmpty()) {
        object.set("required", required);
      }
    }
    return noted(object, struct.notes());
  }

  private ObjectNode property(Field field, String name) {
    ObjectNode property = slot(field.slot(), name);
    field
        .initial()
        .ifPresent(value -> property.set("default", JsonScalars.json(field.slot().type(), value)));
    return noted(property, field.notes());
  }

  private static ObjectNode enumeration(Enumeration enumeration, String name) {
    ObjectNode node = NODES.objectNode().put("title", name);
    ArrayNode symbols = node.putArray("enum");
    enumeration.symbols().forEach(symbol -> symbols.add(symbol.name()));
    if (enumeration.symbols().stream().anyMatch(symbol -> !symbol.notes().equals(Notes.NONE))) {
      ArrayNode said = node.putArray(Properties.ENUM);
      enumeration.symbols().forEach(symbol -> said.add(said(symbol.name(), symbol.notes())));
    }
    return noted(node, enumeration.notes());
  }

  private ObjectNode union(Union union) {
    ObjectNode node = NODES.objectNode();
    ArrayNode members = node.putArray("oneOf");
    ArrayNode said = node.putArray(Properties.UNION);
    for (Branch branch : union.branches()) {
      members.add(slot(branch.slot(), branch.name()));
      said.add(said(branch.name(), branch.notes()));
    }
    return node;
  }

  private static ObjectNode said(String name, Notes notes) {
    ObjectNode node = NODES.objectNode().put("name", name);
    if (notes.doc() != null) {
      node.put("doc", notes.doc());
    }
    return withParams(node, "params", notes.params());
  }

  private static ObjectNode noted(ObjectNode node, Notes notes) {
    if (notes.doc() != null) {
      node.put("description", notes.doc());
    }
    if (!notes.tags().isEmpty()) {
      ArrayNode tags = node.putArray(Properties.TAGS);
      notes.tags().forEach(tags::add);
    }
    return withParams(node, Properties.PARAMS, notes.params());
  }

  private static ObjectNode withParams(ObjectNode node, String name, Map<String, String> params) {
    if (!params.isEmpty()) {
      ObjectNode all = node.putObject(name);
      params.forEach(all::put);
    }
    return node;
  }
}
