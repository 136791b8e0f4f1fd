package dev.stele.schema.json;

import dev.stele.schema.json.Keyword.Comparison;
import java.util.Map;
import java.util.Set;

/** How the keywords of objects compare that are about single properties. */
final class Properties {
  private Properties() {}

  /** Properties that both name; others are judged by {@link #named}. */
  static Comparison<Set<String>> required() {
    return (reader, writer, pair, name) -> {
      if (reader == null) {
        return;
      }
      pair.count(reader.size());
      Map<String, Shape> readers = properties(pair.reader());
      Map<String, Shape> writers = properties(pair.writer());
      for (String property : reader) {
        Shape schema = readers.get(property);
        if (schema != null
            && writers.containsKey(property)
            && (writer == null || !writer.contains(property))
            && !schema.hasDefault()) {
          pair.found(JsonRule.REQUIRED_ATTRIBUTE_ADDED, schema, null, name, property);
        }
      }
    };
  }

  static Comparison<Map<String, Shape>> named() {
    return (reader, writer, pair, name) -> {
      Map<String, Shape> readers = properties(pair.reader());
      Map<String, Shape> writers = properties(pair.writer());
      pair.count(readers.size() + writers.size());
      for (Map.Entry<String, Shape> written : writers.entrySet()) {
        Shape read = readers.get(written.getKey());
        if (read == null) {
          removed(written.getKey(), written.getValue(), pair, name);
        } else {
          pair.compare(read, written.getValue(), name, written.getKey());
        }
      }
      for (Map.Entry<String, Shape> read : readers.entrySet()) {
        if (!writers.containsKey(read.getKey())) {
          added(read.getKey(), read.getValue(), pair, name);
        }
      }
    };
  }

  private static Map<String, Shape> properties(Shape object) {
    Map<String, Shape> properties = object.get(Keywords.PROPERTIES);
    return properties == null ? Map.of() : properties;
  }

  /** A property that the reader does not name: what does it make of it? */
  private static void removed(String property, Shape writer, Pair pair, String name) {
    ContentModel model = ContentModel.of(pair.reader(), property, pair);
    Shape cover = model.cover();
    if (cover != null) {
      if (!pair.compare(cover, writer, name, property)) {
        pair.found(
            JsonRule.PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
            cover,
            writer,
            name,
            property);
      }
    } else if (!model.open() && writer != Shape.FALSE) {
      pair.found(JsonRule.PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL, null, writer, name, property);
    }
  }

  /** A property that the writer does not name: what could it have written there? */
  private static void added(String property, Shape reader, Pair pair, String name) {
    ContentModel model = ContentModel.of(pair.writer(), property, pair);
    boolean required = isRequired(property, pair.reader());
    Shape cover = model.cover();
    if (model.open()) {
      addedToOpen(property, reader, required, pair, name);
      return;
    }
    if (cover != null && !pair.compare(reader, cover, name, property)) {
      pair.found(
          JsonRule.PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL,
          reader,
          cover,
          name,
          property);
    }
    if (required && !reader.hasDefault()) {
      pair.found(
          JsonRule.REQUIRED_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL, reader, null, name, property);
    }
  }

  private static void addedToOpen(
      String property, Shape reader, boolean required, Pair pair, String name) {
    if (reader.kind() == Kind.ANY) {
      return;
    }
    JsonRule rule = JsonRule.OPTIONAL_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL;
    if (required) {
      rule =
          reader.hasDefault()
              ? JsonRule.REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_OPEN_CONTENT_MODEL
              : JsonRule.REQUIRED_PROPERTY_ADDED_TO_OPEN_CONTENT_MODEL;
    }
    pair.found(rule, reader, null, name, property);
  }

  private static boolean isRequired(String property, Shape object) {
    Set<String> required = object.get(Keywords.REQUIRED);
    return required != null && required.contains(property);
  }

  /** Other properties that the presence of a property asks for. */
  static Comparison<Map<String, Set<String>>> dependentNames() {
    return (reader, writer, pair, name) -> {
      if (reader == null) {
        return;
      }
      reader.forEach(
          (property, names) -> {
            pair.count(names.size());
            Set<String> written = writer == null ? null : writer.get(property);
            if (written == null) {
              pair.found(JsonRule.DEPENDENCY_ARRAY_ADDED, names, null, name, property);
            } else if (!written.containsAll(names)) {
              JsonRule rule =
                  names.containsAll(written)
                      ? JsonRule.DEPENDENCY_ARRAY_EXTENDED
                      : JsonRule.DEPENDENCY_ARRAY_CHANGED;
              pair.found(rule, names, written, name, property);
            }
          });
    };
  }

  /** A schema that the presence of a property asks for. */
  static Comparison<Map<String, Shape>> dependentSchemas() {
    return (reader, writer, pair, name) -> {
      if (reader == null) {
        return;
      }
      reader.forEach(
          (property, schema) -> {
            pair.count(1);
            Shape written = writer == null ? null : writer.get(property);
            if (written == null) {
              pair.found(JsonRule.DEPENDENCY_SCHEMA_ADDED, schema, null, name, property);
            } else {
              pair.compare(schema, written, name, property);
            }
          });
    };
  }
}
