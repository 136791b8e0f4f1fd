package dev.stele.schema.avro;

import dev.stele.schema.InvalidSchemaException;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/**
 * One measurement of how deep types lie inside each other, by definition or by name. Everything
 * that walks a parsed schema recursively, in Avro and here, relies on its limit.
 */
final class GraphDepth {
  /**
   * Types on the way from the outermost to the innermost one. Schemas in use stay below 50. With
   * half of the usual stack of 1 MB there is room for twice as many.
   */
  static final int MAX_DEPTH = 150;

  static final String TOO_DEEP = "Types are nested more than " + MAX_DEPTH + " deep";

  private final IdentityHashMap<Schema, Integer> heights = new IdentityHashMap<>();

  private GraphDepth() {}

  /**
   * @throws InvalidSchemaException if the schema is too deep
   */
  static void check(Schema schema) {
    new GraphDepth().height(schema, 1);
  }

  private int height(Schema schema, int depth) {
    Integer known = heights.putIfAbsent(schema, 0); // 0 is what a cycle adds
    int height = known == null ? 1 + heightOfChildren(schema, depth) : known;
    if (depth + height - 1 > MAX_DEPTH) {
      throw new InvalidSchemaException(TOO_DEEP);
    }
    heights.put(schema, height);
    return height;
  }

  private int heightOfChildren(Schema schema, int depth) {
    if (depth == MAX_DEPTH) {
      return children(schema).isEmpty() ? 0 : 1;
    }
    int height = 0;
    for (Schema child : children(schema)) {
      height = Math.max(height, height(child, depth + 1));
    }
    return height;
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
