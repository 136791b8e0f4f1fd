package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Format;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;

/** JSON Schema, drafts 4, 6, 7, 2019-09 and 2020-12. Nothing is ever fetched. */
public final class JsonFormat implements Format {
  @Override
  public SchemaType type() {
    return SchemaType.JSON;
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code NEW} requires keywords to have values they can have, and something at the end of each
   * {@code $ref}. {@code STORED} takes every JSON object and boolean; what is wrong with it is said
   * when it is compared.
   */
  @Override
  public JsonSchema parse(SchemaSource source, Strictness strictness) {
    if (!source.type().equals(SchemaType.JSON)) {
      throw new IllegalArgumentException("Not a JSON source but " + source.type());
    }
    Documents documents = new Documents(source);
    JsonNode root = documents.root().schema();
    if (!root.isObject() && !root.isBoolean()) {
      throw new InvalidSchemaException(
          Phase.VALIDATE,
          "Invalid JSON schema: expected an object or boolean at the root, found "
              + root.getNodeType());
    }
    return new JsonSchema(root);
  }
}
