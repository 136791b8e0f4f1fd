package dev.stele.serde.client;

/** What a request to the registry is for. */
public enum Operation {
  REGISTER,
  LOOKUP,
  SCHEMA_BY_ID,
  SCHEMA_BY_GUID,
  VERSION,
  LATEST,
  LATEST_WITH_METADATA,
  ASSOCIATIONS,
  SUBJECTS,
  VERSIONS,
  COMPATIBILITY_LEVEL,
  MODE,
  TEST_COMPATIBILITY
}
