package dev.stele.schema.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import dev.stele.schema.logical.Conversions;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.Tables;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A JSON schema with what its references mean. */
public final class JsonSchema implements ParsedSchema {
  private final JsonNode content;
  private final Supplier<Shape> shape;
  private final String canonicalText;

  /**
   * @param shape what the content is compared by; fails if the content is no schema
   */
  JsonSchema(JsonNode content, Supplier<Shape> shape) {
    this.content = content;
    this.shape = shape;
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
    return new JsonSchema(JsonTexts.sorted(content), shape);
  }

  @Override
  public String text(String format) {
    return format.equalsIgnoreCase("logical") ? Conversions.print(this::logical) : canonicalText;
  }

  private LogicalSchema logical() {
    return LogicalReader.read(shape.get(), content);
  }

  @Override
  public List<EntityTags> tags() {
    return JsonTags.of(content);
  }

  @Override
  public String tagged(List<TagEdit> edits) {
    return JsonTexts.print(JsonTags.edited(content, edits));
  }

  /**
   * Those under {@code properties}; in a schema of objects none should begin with $$.
   *
   * @throws InvalidSchemaException if it was parsed as {@code STORED} and is no schema
   */
  @Override
  public FieldNames fieldNames() {
    Set<String> names = new HashSet<>();
    content.path("properties").fieldNames().forEachRemaining(names::add);
    boolean ofObjects = shape.get().kind() == Kind.OBJECT;
    return ofObjects && names.stream().anyMatch(name -> name.startsWith("$$"))
        ? new FieldNames(names, Optional.of("#: Field names cannot start with $$ prefix"))
        : new FieldNames(names);
  }

  /** Whether the canonical texts are equal: the order of keys counts, as in the reference. */
  @Override
  public boolean equivalent(ParsedSchema other) {
    return other instanceof JsonSchema that && canonicalText.equals(that.canonicalText);
  }

  @Override
  public List<Incompatibility> flaws(CompatibilityPolicy policy) {
    return Tables.flaws(policy, this::logical);
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidSchemaException if one of them was parsed as {@code STORED} and is no schema
   */
  @Override
  public List<Incompatibility> incompatibilities(ParsedSchema writer, CompatibilityPolicy policy) {
    if (!(writer instanceof JsonSchema that)) {
      throw new IllegalArgumentException("A JSON schema cannot be compared with " + writer.type());
    }
    Shape reader = shape.get();
    Shape written = that.shape.get();
    return Tables.changes(policy, compared(reader, written, policy), this::logical, that::logical);
  }

  private static List<Incompatibility> compared(
      Shape reader, Shape writer, CompatibilityPolicy policy) {
    try {
      return Comparer.compare(reader, writer, policy);
    } catch (StackOverflowError e) {
      return List.of(
          Incompatibility.at(JsonRule.COMPARISON_GIVEN_UP, "#/", "schemas are nested too deep"));
    }
  }

  @Override
  public String toString() {
    return canonicalText;
  }
}
