package dev.stele.schema;

/** How much of a rule's letter counts. Only JSON Schema knows a difference. */
public enum CompatibilityPolicy {
  /** A reader must accept whatever a writer's schema accepts. */
  STRICT,
  /** Open and closed content models may be exchanged: writers send what their schema names. */
  LENIENT
}
