package dev.stele.server.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.server.domain.Metadata;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@link Metadata} within a record. Empty metadata is <code>{}</code> and not the same as none. */
final class MetadataJson {
  private MetadataJson() {}

  static @Nullable ObjectNode write(@Nullable Metadata metadata) {
    if (metadata == null) {
      return null;
    }
    ObjectNode json = Json.object();
    if (!metadata.tags().isEmpty()) {
      ObjectNode tags = json.putObject("tags");
      metadata.tags().forEach((path, names) -> names.forEach(tags.putArray(path)::add));
    }
    Json.put(json, "properties", metadata.properties());
    Json.put(json, "sensitive", metadata.sensitive());
    return json;
  }

  static @Nullable Metadata read(JsonNode from, String name) {
    JsonNode json = Json.optionalObject(from, name);
    if (json == null) {
      return null;
    }
    SortedMap<String, SortedSet<String>> tags = new TreeMap<>();
    JsonNode byPath = Json.optionalObject(json, "tags");
    if (byPath != null) {
      byPath
          .properties()
          .forEach(
              member ->
                  tags.put(member.getKey(), new TreeSet<>(Json.texts(byPath, member.getKey()))));
    }
    return new Metadata(
        tags, Json.textMap(json, "properties"), new TreeSet<>(Json.texts(json, "sensitive")));
  }
}
