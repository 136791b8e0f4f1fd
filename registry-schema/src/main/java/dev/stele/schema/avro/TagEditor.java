package dev.stele.schema.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaEntity;
import dev.stele.schema.SchemaEntity.Kind;
import dev.stele.schema.TagEdit;
import dev.stele.schema.UnknownEntityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Edits the tags in a canonical text as JSON, so that nothing else in it changes. A record is found
 * by its full name, or by its simple name, which the outermost of that name answers to.
 */
final class TagEditor {
  // Numbers are kept to the digit; Avro prints them again.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonNode content;
  private final Map<String, ObjectNode> byFullName = new HashMap<>();
  private final Map<String, ObjectNode> bySimpleName = new HashMap<>();
  private final IdentityHashMap<ObjectNode, Map<String, ObjectNode>> fields =
      new IdentityHashMap<>();

  private record Scoped(JsonNode type, String namespace) {}

  /**
   * @throws InvalidSchemaException if the text has numbers that are too long
   */
  TagEditor(String canonicalText) {
    try {
      content = JSON.readTree(canonicalText);
    } catch (JsonProcessingException e) {
      throw new InvalidSchemaException(e.getOriginalMessage(), e);
    }
    collectRecords();
  }

  /**
   * @throws UnknownEntityException if there is no such record or field
   */
  String edited(List<TagEdit> edits) {
    for (TagEdit edit : edits) {
      apply(edit, find(edit.entity()));
    }
    return content.toString();
  }

  private static void apply(TagEdit edit, ObjectNode bearer) {
    List<String> before = new ArrayList<>();
    bearer.path(AvroTags.PROPERTY).forEach(tag -> before.add(tag.asText()));
    List<String> after = edit.applied(before);
    if (after.isEmpty()) {
      bearer.remove(AvroTags.PROPERTY);
    } else {
      ArrayNode tags = JSON.createArrayNode();
      after.forEach(tags::add);
      bearer.set(AvroTags.PROPERTY, tags);
    }
  }

  private ObjectNode find(SchemaEntity entity) {
    String path = entity.path();
    int dot = path.lastIndexOf('.');
    ObjectNode found = null;
    if (entity.kind() == Kind.RECORD) {
      found = record(path);
    } else if (dot > 0) {
      ObjectNode record = record(path.substring(0, dot));
      found = record == null ? null : fieldsOf(record).get(path.substring(dot + 1));
    }
    if (found == null) {
      throw UnknownEntityException.at(entity);
    }
    return found;
  }

  private @Nullable ObjectNode record(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? bySimpleName.get(name.substring(dot + 1)) : byFullName.get(name);
  }

  private Map<String, ObjectNode> fieldsOf(ObjectNode record) {
    return fields.computeIfAbsent(
        record,
        key -> {
          Map<String, ObjectNode> byName = new HashMap<>();
          for (JsonNode field : record.path("fields")) {
            byName.put(field.path("name").asText(), (ObjectNode) field);
          }
          return byName;
        });
  }

  /** Breadth first, as the reference registry searches. */
  private void collectRecords() {
    Deque<Scoped> open = new ArrayDeque<>();
    open.add(new Scoped(content, ""));
    while (!open.isEmpty()) {
      Scoped next = open.remove();
      JsonNode type = next.type();
      String namespace = type.path("namespace").asText(next.namespace());
      if (type.isArray()) {
        type.forEach(branch -> open.add(new Scoped(branch, namespace)));
      } else if (type.isObject()) {
        switch (type.path("type").asText()) {
          case "record", "error" -> {
            addRecord((ObjectNode) type, namespace);
            type.path("fields")
                .forEach(field -> open.add(new Scoped(field.path("type"), namespace)));
          }
          case "array" -> open.add(new Scoped(type.path("items"), namespace));
          case "map" -> open.add(new Scoped(type.path("values"), namespace));
          default -> {
            // Nothing else has records inside.
          }
        }
      }
    }
  }

  private void addRecord(ObjectNode record, String namespace) {
    String name = record.path("name").asText();
    bySimpleName.putIfAbsent(name, record);
    byFullName.putIfAbsent(namespace.isEmpty() ? name : namespace + "." + name, record);
  }
}
