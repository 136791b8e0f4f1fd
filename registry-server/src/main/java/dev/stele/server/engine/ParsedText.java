package dev.stele.server.engine;

import dev.stele.schema.EntityTags;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.TagEdit;
import dev.stele.schema.UnknownEntityException;
import dev.stele.server.domain.Verdicts.Parsed;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A source as it was understood.
 *
 * @param schema empty if it is not one
 * @param characters of all texts it was made from
 */
record ParsedText(Optional<ParsedSchema> schema, Parsed verdict, long characters) {
  /** The text that something makes, or why it makes none. */
  static Parsed verdict(Supplier<String> text) {
    try {
      return new Parsed.Valid(text.get());
    } catch (InvalidSchemaException e) {
      return new Parsed.Invalid(true, e.getMessage(), e.reason());
    }
  }

  static ParsedText of(long characters, Supplier<ParsedSchema> parsing) {
    try {
      ParsedSchema schema = parsing.get();
      return new ParsedText(
          Optional.of(schema), new Parsed.Valid(schema.canonicalText()), characters);
    } catch (InvalidSchemaException e) {
      boolean parsed = e.phase() == InvalidSchemaException.Phase.VALIDATE;
      return invalid(characters, new Parsed.Invalid(parsed, e.getMessage(), e.reason()));
    }
  }

  static ParsedText invalid(long characters, Parsed.Invalid verdict) {
    return new ParsedText(Optional.empty(), verdict, characters);
  }

  /** The tags in it; none if it is no schema, or has more than can be told of. */
  List<EntityTags> tags() {
    try {
      return schema.map(ParsedSchema::tags).orElse(List.of());
    } catch (InvalidSchemaException e) {
      return List.of();
    }
  }

  /** The text with other tags, or why it cannot have them. */
  Parsed tagged(List<TagEdit> edits) {
    try {
      return schema.<Parsed>map(text -> new Parsed.Valid(text.tagged(edits))).orElse(verdict);
    } catch (UnknownEntityException | InvalidSchemaException e) {
      return new Parsed.Invalid(true, String.valueOf(e.getMessage()));
    }
  }

  ParsedText normalized() {
    return schema.map(written -> of(characters, written::normalized)).orElse(this);
  }
}
