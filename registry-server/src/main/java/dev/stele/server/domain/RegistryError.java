package dev.stele.server.domain;

import java.util.Optional;

/**
 * Why a request was refused: a kind for programs, a message for people. The messages are the
 * reference registry's, since clients show them and some match on them.
 *
 * @param plan what would have become of each schema, where several were to be registered
 */
public record RegistryError(Kind kind, String message, Optional<Plan> plan) {
  /** A refusal that there is no more to say of. */
  public RegistryError(Kind kind, String message) {
    this(kind, message, Optional.empty());
  }

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
    RULE_SET_INVALID,
    CONTEXT_NOT_EMPTY,
    ASSOCIATION_NOT_FOUND,
    ASSOCIATION_EXISTS,
    ASSOCIATION_FROZEN,
    ASSOCIATION_INVALID,
    SUBJECT_ASSOCIATED,
    SUBJECT_OWNED,
    NO_LIVE_VERSION,
    LAST_ASSOCIATED_VERSION
  }

  public static RegistryError subjectNotFound(Subject subject) {
    return new RegistryError(
        Kind.SUBJECT_NOT_FOUND, "Subject '" + subject.qualified() + "' not found.");
  }

  /** For a version asked for by number, or {@link VersionSpec#LATEST}, printed as -1. */
  public static RegistryError versionNotFound(VersionSpec version) {
    return new RegistryError(Kind.VERSION_NOT_FOUND, "Version " + version.number() + " not found.");
  }

  /** For a schema asked for by its text. */
  public static RegistryError schemaNotFound() {
    return new RegistryError(Kind.SCHEMA_NOT_FOUND, "Schema not found");
  }

  public static RegistryError schemaNotFound(int id) {
    return new RegistryError(Kind.SCHEMA_NOT_FOUND, "Schema " + id + " not found");
  }

  /** For a schema asked for by the hash of its content, as the client spelled it. */
  public static RegistryError schemaNotFound(String guid) {
    return new RegistryError(Kind.SCHEMA_NOT_FOUND, "Schema " + guid + " not found");
  }

  public static RegistryError configNotSet(Subject scope) {
    return new RegistryError(
        Kind.CONFIG_NOT_SET,
        "Subject '" + scope.qualified() + "' does not have subject-level compatibility configured");
  }

  public static RegistryError modeNotSet(Subject scope) {
    return new RegistryError(
        Kind.MODE_NOT_SET,
        "Subject '" + scope.qualified() + "' does not have subject-level mode configured");
  }

  /** For a text that should name a version. */
  public static RegistryError versionInvalid(String text) {
    return new RegistryError(Kind.VERSION_INVALID, VersionSpec.invalid(text));
  }

  public static RegistryError compatibilityLevelInvalid() {
    return new RegistryError(
        Kind.COMPATIBILITY_LEVEL_INVALID,
        "Invalid compatibility level. Valid values are none, backward, forward, full,"
            + " backward_transitive, forward_transitive, and full_transitive");
  }

  public static RegistryError modeInvalid() {
    return new RegistryError(
        Kind.MODE_INVALID,
        "Invalid mode. Valid values are READWRITE, READONLY, IMPORT and FORWARD.");
  }

  public static RegistryError forwardModeNotGlobal() {
    return new RegistryError(Kind.MODE_INVALID, "Forward mode only supported on global level");
  }

  /** For a schema whose record the topic would not take. */
  public static RegistryError schemaTooLarge() {
    return new RegistryError(
        Kind.SCHEMA_TOO_LARGE, "Register operation failed because schema is too large");
  }

  static RegistryError subjectInvalid(Subject subject) {
    return new RegistryError(
        Kind.SUBJECT_INVALID,
        "The specified subject '" + subject.qualified() + "' is not a valid.");
  }

  static RegistryError contextNotEmpty(String context) {
    return new RegistryError(
        Kind.CONTEXT_NOT_EMPTY, "The specified context ':" + context + ":' is not empty.");
  }

  /** For a resource that uses no subject. */
  static RegistryError associationNotFound(String resourceId) {
    return new RegistryError(
        Kind.ASSOCIATION_NOT_FOUND, "Association for '" + resourceId + "' not found.");
  }

  static RegistryError associationExists(Association association) {
    return new RegistryError(
        Kind.ASSOCIATION_EXISTS,
        "An association of type '"
            + association.type()
            + "' already exists for resource '"
            + association.key().resourceName()
            + "'");
  }

  static RegistryError associationFrozen(Association association) {
    return new RegistryError(
        Kind.ASSOCIATION_FROZEN,
        "The association of type  '"
            + association.type()
            + "' is frozen for subject '"
            + association.subject().qualified()
            + "'");
  }

  /** For a member of a request that cannot be as it is. */
  public static RegistryError associationInvalid(String property, String detail) {
    return new RegistryError(
        Kind.ASSOCIATION_INVALID,
        "The association specified an invalid value for property: '"
            + property
            + "', detail: "
            + detail);
  }

  static RegistryError subjectAssociated(Subject subject) {
    return new RegistryError(
        Kind.SUBJECT_ASSOCIATED,
        "An association already exists for subject '" + subject.qualified() + "'");
  }

  static RegistryError subjectOwned(Subject subject) {
    return new RegistryError(
        Kind.SUBJECT_OWNED,
        "A strong association already exists for subject '" + subject.qualified() + "'");
  }

  static RegistryError noLiveVersion(Subject subject) {
    return new RegistryError(
        Kind.NO_LIVE_VERSION,
        "No active (non-deleted) version exists for subject '" + subject.qualified() + "'");
  }

  static RegistryError lastAssociatedVersion() {
    return new RegistryError(Kind.LAST_ASSOCIATED_VERSION, "Error while deleting Schema Version");
  }

  static RegistryError subjectSoftDeleted(Subject subject) {
    return new RegistryError(
        Kind.SUBJECT_SOFT_DELETED,
        "Subject '"
            + subject.qualified()
            + "' was soft deleted.Set permanent=true to delete permanently");
  }

  static RegistryError subjectNotSoftDeleted(Subject subject) {
    return new RegistryError(
        Kind.SUBJECT_NOT_SOFT_DELETED,
        "Subject '"
            + subject.qualified()
            + "' was not deleted first before being permanently deleted");
  }

  static RegistryError versionSoftDeleted(VersionKey key) {
    return new RegistryError(
        Kind.VERSION_SOFT_DELETED,
        "Subject '"
            + key.subject().qualified()
            + "' Version "
            + key.version()
            + " was soft deleted.Set permanent=true to delete permanently");
  }

  static RegistryError versionNotSoftDeleted(VersionKey key) {
    return new RegistryError(
        Kind.VERSION_NOT_SOFT_DELETED,
        "Subject '"
            + key.subject().qualified()
            + "' Version "
            + key.version()
            + " was not deleted first before being permanently deleted");
  }

  static RegistryError referenced(VersionKey key) {
    return new RegistryError(
        Kind.REFERENCE_EXISTS,
        "One or more references exist to the schema {magic=1,keytype=SCHEMA,subject="
            + key.subject().qualified()
            + ",version="
            + key.version()
            + "}.");
  }

  /** For logical types that are to be registered, in no language. */
  public static RegistryError typeOfLogicalRequired() {
    return invalidSchema(
        "schemaType is required when format=logical, and must be one of AVRO, JSON, PROTOBUF");
  }

  static RegistryError invalidSchema(String message) {
    return new RegistryError(Kind.SCHEMA_INVALID, message);
  }

  static RegistryError ruleSetInvalid(String message) {
    return new RegistryError(Kind.RULE_SET_INVALID, message);
  }

  static RegistryError notPermitted(String message) {
    return new RegistryError(Kind.NOT_PERMITTED, message);
  }

  static RegistryError planRefused(Plan plan, long refused, Plan.Outcome first) {
    RegistryError cause = first.error().orElseThrow();
    return new RegistryError(
        cause.kind(),
        "Nothing is registered, since "
            + refused
            + " of "
            + plan.outcomes().size()
            + " schemas are refused; the first, of subject \""
            + first.subject().qualified()
            + "\": "
            + cause.message(),
        Optional.of(plan));
  }

  /** For a subject whose mode forbids what was asked. */
  static RegistryError notPermitted(Subject subject, String mode) {
    Subject context = subject.contextScope();
    return notPermitted(
        "Subject " + subject.qualified() + " in context " + context.qualified() + " is " + mode);
  }
}
