package dev.stele.server.domain;

/** Why a request was refused: a kind for programs, a message for people. */
public record RegistryError(Kind kind, String message) {
  /** Every refusal the domain knows. Each API maps all of them; a new one fails its build. */
  public enum Kind {
    SUBJECT_NOT_FOUND,
    VERSION_NOT_FOUND,
    SCHEMA_NOT_FOUND,
    SUBJECT_SOFT_DELETED,
    SUBJECT_NOT_SOFT_DELETED,
    VERSION_SOFT_DELETED,
    VERSION_NOT_SOFT_DELETED,
    CONFIG_NOT_SET,
    MODE_NOT_SET,
    SCHEMA_INCOMPATIBLE,
    SCHEMA_INVALID,
    SCHEMA_TOO_LARGE,
    VERSION_INVALID,
    COMPATIBILITY_LEVEL_INVALID,
    MODE_INVALID,
    NOT_PERMITTED,
    REFERENCE_EXISTS,
    SUBJECT_INVALID,
    NOT_SUPPORTED
  }
}
