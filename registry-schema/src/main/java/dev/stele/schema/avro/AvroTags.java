package dev.stele.schema.avro;

import dev.stele.schema.EntityTags;
import dev.stele.schema.FoundTags;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaEntity.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;

/** Reads the tags of records and their fields: a property of theirs, if it is an array. */
final class AvroTags {
  /** The property that holds tags. */
  static final String PROPERTY = "confluent:tags";

  private final FoundTags found = new FoundTags();
  private final Set<String> visited = new HashSet<>();

  private AvroTags() {}

  /**
   * Those of all records that a schema reaches, each record where it is first reached.
   *
   * @throws InvalidSchemaException if there are too many
   */
  static List<EntityTags> of(Schema schema) {
    AvroTags tags = new AvroTags();
    tags.visit(schema);
    return tags.found.all();
  }

  private void visit(Schema schema) {
    switch (schema.getType()) {
      case UNION -> schema.getTypes().forEach(this::visit);
      case ARRAY -> visit(schema.getElementType());
      case MAP -> visit(schema.getValueType());
      case RECORD -> visitRecord(schema);
      default -> {
        // Nothing else has fields.
      }
    }
  }

  private void visitRecord(Schema schema) {
    String name = schema.getFullName();
    if (!visited.add(name)) {
      return;
    }
    found.add(name, Kind.RECORD, tags(schema));
    for (Schema.Field field : schema.getFields()) {
      List<String> tags = tags(field);
      if (!tags.isEmpty()) {
        found.add(name + "." + field.name(), Kind.FIELD, tags);
      }
      visit(field.schema());
    }
  }

  private static List<String> tags(JsonProperties bearer) {
    return bearer.getObjectProp(PROPERTY) instanceof List<?> tags
        ? tags.stream().map(String::valueOf).toList()
        : List.of();
  }
}
