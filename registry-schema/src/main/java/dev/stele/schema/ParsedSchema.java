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

  /** Whether both say the same, whatever their layout. False for another {@link #type()}. */
  boolean equivalent(ParsedSchema other);

  /**
   * What keeps this schema, as reader, from reading data written with the other.
   *
   * @return empty if it can read everything
   * @throws IllegalArgumentException if the writer is of another type
   */
  List<Incompatibility> incompatibilities(ParsedSchema writer, CompatibilityPolicy policy);
}
