package dev.stele.schema.avro;

import dev.stele.schema.InvalidSchemaException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * The limit on how deep types may lie inside each other, by definition or by name. Everything that
 * walks a parsed schema recursively, in Avro and here, relies on it.
 */
final class GraphDepth {
  /**
   * Types on the way from the outermost to the innermost one. Schemas in use stay below 50; a
   * record takes three levels of JSON, of which Avro's printer writes 1,000.
   */
  static final int MAX_DEPTH = 300;

  static final String TOO_DEEP = "Types are nested more than " + MAX_DEPTH + " deep";

  private GraphDepth() {}

  /**
   * @throws InvalidSchemaException if the schema is too deep
   */
  static void check(Schema schema) {
    visit(schema, 1, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void visit(Schema schema, int depth, Set<Schema> seen) {
    if (depth > MAX_DEPTH) {
      throw new InvalidSchemaException(TOO_DEEP);
    }
    if (seen.add(schema)) {
      for (Schema child : children(schema)) {
        visit(child, depth + 1, seen);
      }
    }
  }

  private static List<Schema> children(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> schema.getFields().stream().map(Schema.Field::schema).toList();
      case ARRAY -> List.of(schema.getElementType());
      case MAP -> List.of(schema.getValueType());
      case UNION -> schema.getTypes();
      default -> List.of();
    };
  }
}
