package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Format;
import dev.stele.schema.HashedText;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.logical.Conversions;
import java.util.function.Supplier;

/** JSON Schema, drafts 4, 6, 7, 2019-09 and 2020-12. Nothing is ever fetched. */
public final class JsonFormat implements Format {
  @Override
  public SchemaType type() {
    return SchemaType.JSON;
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code NEW} and {@code SENT} require keywords to have values they can have, and something at
   * the end of each {@code $ref}. {@code STORED} takes every JSON object and boolean; what is wrong
   * with it is said when it is compared.
   */
  @Override
  public JsonSchema parse(SchemaSource source, Strictness strictness) {
    if (!source.type().equals(SchemaType.JSON)) {
      throw new IllegalArgumentException("Not a JSON source but " + source.type());
    }
    JsonTexts reader = new JsonTexts();
    JsonNode root = reader.read(source.text());
    if (!root.isObject() && !root.isBoolean()) {
      throw new InvalidSchemaException(
          Phase.VALIDATE,
          "Invalid JSON schema: expected an object or boolean at the root, found "
              + root.getNodeType());
    }
    Supplier<Shape> shape = () -> load(new Documents(reader, root, source.dependencies()));
    return new JsonSchema(root, remembered(shape, strictness));
  }

  @Override
  public JsonSchema ofLogical(SchemaSource ddl, String name) {
    return Conversions.write(
        ddl,
        schema -> {
          String text = JsonTexts.print(LogicalWriter.write(schema, name, ddl.dependencies()));
          return parse(ddl.with(new HashedText(text)), Strictness.NEW).normalized();
        });
  }

  /** The shape, or if a text is in the log and no schema, why it has none. */
  private static Supplier<Shape> remembered(Supplier<Shape> loading, Strictness strictness) {
    try {
      Shape shape = loading.get();
      return () -> shape;
    } catch (InvalidSchemaException e) {
      if (strictness != Strictness.STORED) {
        throw e;
      }
      return () -> {
        throw e;
      };
    }
  }

  /** The stack holds what the limit of nesting allows, unless its user left little of it. */
  private static Shape load(Documents documents) {
    try {
      return Loader.load(documents);
    } catch (StackOverflowError e) {
      throw Refusal.tooLarge("Too large: schemas are nested too deep");
    }
  }
}
