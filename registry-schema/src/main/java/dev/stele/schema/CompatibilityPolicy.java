package dev.stele.schema;

/** How much of a rule's letter counts, and what is asked besides. */
public enum CompatibilityPolicy {
  /** A reader must accept whatever a writer's schema accepts. */
  STRICT,
  /**
   * In JSON Schema, open and closed content models may be exchanged: writers send what their schema
   * names.
   */
  LENIENT,
  /** As strict, and a table of Flink or Iceberg must be able to go on. */
  LOGICAL
}
