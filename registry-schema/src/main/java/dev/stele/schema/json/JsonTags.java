package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FoundTags;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaEntity;
import dev.stele.schema.TagEdit;
import dev.stele.schema.UnknownEntityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and edits tags: a keyword of an object or a property, if it is an array. */
final class JsonTags {
  private static final String KEYWORD = "confluent:tags";

  private JsonTags() {}

  /**
   * The tags in a text.
   *
   * @throws InvalidSchemaException if there are too many
   */
  static List<EntityTags> of(JsonNode content) {
    FoundTags found = new FoundTags();
    Entities.visit(
        content,
        (path, kind, schema, first) -> {
          List<String> tags = first ? tags(schema) : List.of();
          if (!tags.isEmpty()) {
            found.add(path.toString(), kind, tags);
          }
        });
    return found.all();
  }

  /**
   * A copy with other tags.
   *
   * @throws UnknownEntityException if there is no such entity
   */
  static JsonNode edited(JsonNode content, List<TagEdit> edits) {
    JsonNode copy = content.deepCopy();
    Set<Integer> lengths = new HashSet<>();
    Set<SchemaEntity> wanted = new HashSet<>();
    for (TagEdit edit : edits) {
      lengths.add(edit.entity().path().length());
      wanted.add(edit.entity());
    }
    Map<SchemaEntity, ObjectNode> bearers = new HashMap<>();
    Entities.visit(
        copy,
        (path, kind, schema, first) -> {
          if (lengths.contains(path.length())) {
            SchemaEntity entity = new SchemaEntity(path.toString(), kind);
            if (wanted.contains(entity)) {
              bearers.putIfAbsent(entity, schema);
            }
          }
        });
    for (TagEdit edit : edits) {
      ObjectNode bearer = bearers.get(edit.entity());
      if (bearer == null) {
        throw UnknownEntityException.at(edit.entity());
      }
      apply(edit, bearer);
    }
    return copy;
  }

  private static void apply(TagEdit edit, ObjectNode bearer) {
    List<String> after = edit.applied(tags(bearer));
    if (after.isEmpty()) {
      bearer.remove(KEYWORD);
    } else {
      ArrayNode tags = JsonNodeFactory.instance.arrayNode();
      after.forEach(tags::add);
      bearer.set(KEYWORD, tags);
    }
  }

  private static List<String> tags(ObjectNode schema) {
    List<String> tags = new ArrayList<>();
    JsonNode value = schema.path(KEYWORD);
    if (value.isArray()) {
      value.forEach(tag -> tags.add(tag.asText()));
    }
    return tags;
  }
}
