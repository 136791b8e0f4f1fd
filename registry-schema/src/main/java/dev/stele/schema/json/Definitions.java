package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.LogicalType;
import dev.stele.schema.logical.LogicalType.Enumeration;
import dev.stele.schema.logical.LogicalType.Named;
import dev.stele.schema.logical.LogicalType.Struct;
import dev.stele.schema.logical.Slot;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types that references of one schema lead to. What stands under {@code $defs} or {@code
 * definitions} has its name from there; anything else is given one, and is remembered by its URI.
 */
final class Definitions {
  static final String NAMESPACE = "confluent:namespace";

  /** Says of a definition that it only gives a URI a name. */
  static final String ALIAS = "logical.ref";

  private static final List<String> FOLDERS = List.of("/$defs/", "/definitions/");

  private final JsonNode content;
  private final Map<String, LogicalType> declared = new LinkedHashMap<>();
  private final Map<String, LogicalType> external = new LinkedHashMap<>();
  private final Map<String, String> imports = new LinkedHashMap<>();
  private final Map<String, String> namesByUri = new HashMap<>();
  private int foreignDepth;

  /**
   * @param content the whole text
   */
  Definitions(JsonNode content) {
    this.content = content;
  }

  /**
   * What a reference means.
   *
   * @param reading of what it leads to
   */
  LogicalType reference(Shape shape, Function<Shape, LogicalType> reading) {
    String ref = Annotation.text(shape.source(), "$ref");
    String name = definitionName(ref);
    if (name == null) {
      return foreign(namesByUri.computeIfAbsent(ref, this::newName), shape.target(), reading);
    }
    Shape target = shape.target();
    if (target.source().path(ALIAS).asBoolean() && target.kind() == Kind.REFERENCE) {
      imports.put(name, Annotation.text(target.source(), "$ref"));
      return foreign(name, target.target(), reading);
    }
    boolean known = declared.containsKey(name);
    return !known && (foreignDepth > 0 || !ref.startsWith("#"))
        ? foreign(name, target, reading)
        : own(name, target, reading);
  }

  private static @Nullable String definitionName(String ref) {
    for (String folder : FOLDERS) {
      int at = ref.indexOf(folder);
      if (at >= 0) {
        String name = ref.substring(at + folder.length());
        return name.isEmpty() || name.contains("/") ? null : name;
      }
    }
    return null;
  }

  private String newName(String uri) {
    int number = 1;
    String name;
    do {
      name = "Ref" + number++;
    } while (imports.containsKey(name) || content.path("$defs").has(name));
    imports.put(name, uri);
    return name;
  }

  private LogicalType foreign(String name, Shape target, Function<Shape, LogicalType> reading) {
    if (!external.containsKey(name)) {
      external.put(name, new Struct(List.of())); // ends the recursion
      foreignDepth++;
      external.put(name, reading.apply(target));
      foreignDepth--;
    }
    return new Named(name);
  }

  /** Structs and enums are declared, others take the place of their name. */
  private LogicalType own(String name, Shape target, Function<Shape, LogicalType> reading) {
    if (!declared.containsKey(name)) {
      declared.put(name, new Struct(List.of())); // keeps its place, and ends the recursion
      LogicalType type = reading.apply(target);
      if (!(type instanceof Struct || type instanceof Enumeration)) {
        declared.remove(name);
        if (LogicalSchema.names(type).contains(name)) {
          throw new InvalidSchemaException(name + " contains itself and is no object");
        }
        return type;
      }
      declared.put(name, type);
    }
    return new Named(name);
  }

  /** All together. Declarations are in the order of the text, where it has one. */
  LogicalSchema schema(@Nullable String namespace, Slot root) {
    Map<String, LogicalType> ordered = new LinkedHashMap<>();
    content
        .path("$defs")
        .fieldNames()
        .forEachRemaining(
            name -> {
              LogicalType type = declared.get(name);
              if (type != null) {
                ordered.put(name, type);
              }
            });
    declared.forEach(ordered::putIfAbsent);
    return new LogicalSchema(namespace, ordered, external, imports, root);
  }
}
