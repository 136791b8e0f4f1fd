package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaType;
import java.util.List;

/** A JSON schema with what its references mean. */
public final class JsonSchema implements ParsedSchema {
  private final JsonNode content;
  private final String canonicalText;

  JsonSchema(JsonNode content) {
    this.content = content;
    this.canonicalText = JsonTexts.print(content);
  }

  @Override
  public SchemaType type() {
    return SchemaType.JSON;
  }

  @Override
  public String canonicalText() {
    return canonicalText;
  }

  /** The same with the keys of all objects in order, those inside of defaults and enums too. */
  @Override
  public JsonSchema normalized() {
    return new JsonSchema(JsonTexts.sorted(content));
  }

  /** Always the canonical text: there are no other shapes. */
  @Override
  public String text(String format) {
    return canonicalText;
  }

  /** Whether the canonical texts are equal: the order of keys counts, as in the reference. */
  @Override
  public boolean equivalent(ParsedSchema other) {
    return other instanceof JsonSchema that && canonicalText.equals(that.canonicalText);
  }

  @Override
  public List<Incompatibility> incompatibilities(ParsedSchema writer, CompatibilityPolicy policy) {
    if (!(writer instanceof JsonSchema)) {
      throw new IllegalArgumentException("A JSON schema cannot be compared with " + writer.type());
    }
    return List.of();
  }

  @Override
  public String toString() {
    return canonicalText;
  }
}
