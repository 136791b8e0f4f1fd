package dev.stele.schema;

import java.util.List;

/** A schema that was understood. Immutable and thread-safe. */
public interface ParsedSchema {
  SchemaType type();

  /** The text as the registry stores it: layout lost, meaning and order kept. */
  String canonicalText();

  /** The same schema in normal form; its {@link #canonicalText()} is the normalized text. */
  ParsedSchema normalized();

  /**
   * The text in another shape: {@code logical} is the DDL of its logical types, others depend on
   * the language, for instance {@code resolved} for Avro. Unknown ones give the canonical text.
   *
   * @throws InvalidSchemaException if it has no such shape, in phase {@code VALIDATE}
   */
  String text(String format);

  /**
   * The tags that stand in the schema itself, in its order. Avro tells of referenced schemas too.
   *
   * @throws InvalidSchemaException if there are too many to tell of
   */
  List<EntityTags> tags();

  /**
   * The canonical text with other tags; to be parsed like any text that was sent.
   *
   * @param edits at most one for each entity
   * @throws UnknownEntityException if the text has no such entity; those of referenced schemas are
   *     not in it
   * @throws InvalidSchemaException if an entity gets too many tags
   */
  String tagged(List<TagEdit> edits);

  /** The names of the outermost fields; none if it has no fields. */
  FieldNames fieldNames();

  /** Whether both say the same, whatever their layout. False for another {@link #type()}. */
  boolean equivalent(ParsedSchema other);

  /**
   * What is wrong with this schema under a policy, whatever was before it.
   *
   * @return empty if nothing is
   */
  List<Incompatibility> flaws(CompatibilityPolicy policy);

  /**
   * What keeps this schema, as reader, from reading data written with the other.
   *
   * @return empty if it can read everything
   * @throws IllegalArgumentException if the writer is of another type
   */
  List<Incompatibility> incompatibilities(ParsedSchema writer, CompatibilityPolicy policy);
}
