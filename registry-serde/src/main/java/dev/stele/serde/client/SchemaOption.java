package dev.stele.serde.client;

/** How a registry is asked to register or look up a schema. */
public enum SchemaOption {
  /** Compare, and store, the schema's normal form. */
  NORMALIZE,
  /** Registering: take over the tags of the version before. */
  PROPAGATE_TAGS,
  /** Looking up: find soft-deleted versions too. */
  DELETED
}
