package dev.stele.server.domain;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An association as a client asks for it.
 *
 * @param guid that it gets if it is new
 * @param subject empty for the one it has, or for the resource's own
 * @param type {@code key} or {@code value}; the latter if not given
 * @param schema to be registered under the subject
 */
public record AssociationDraft(
    UUID guid,
    Optional<Subject> subject,
    String type,
    Optional<LifecyclePolicy> lifecycle,
    Optional<Boolean> frozen,
    Optional<Text> schema) {
  private static final String DEFAULT_TYPE = "value";
  private static final Set<String> TYPES = Set.of("key", DEFAULT_TYPE);

  public AssociationDraft {
    type = typeOf(type);
  }

  /**
   * A schema.
   *
   * @param normalize whether the text is put into normal form first; the config may ask for it too
   */
  public record Text(Draft draft, boolean normalize) {}

  /** What an association is for, if a client says so. */
  static String typeOf(String given) {
    return given.isEmpty() ? DEFAULT_TYPE : given;
  }

  /** Refuses what an association cannot be for. */
  static Optional<RegistryError> invalidType(String type) {
    return TYPES.contains(type)
        ? Optional.empty()
        : refusal("associationType", "must be either 'key' or 'value'");
  }

  /** Refuses what contradicts itself, whatever there is already. */
  Optional<RegistryError> invalid() {
    if (subject.filter(given -> given.isContext() || Permissions.hasControl(given)).isPresent()) {
      return refusal("subject", "must not be empty");
    }
    Optional<RegistryError> invalidType = invalidType(type);
    boolean weak = lifecycle.filter(LifecyclePolicy.WEAK::equals).isPresent();
    if (invalidType.isPresent() || !weak) {
      return invalidType;
    }
    if (schema.isPresent()) {
      return refusal("lifecycle", "cannot be WEAK when schema is provided");
    }
    return asks(true)
        ? refusal("frozen", "association with lifecycle of WEAK cannot be frozen")
        : Optional.empty();
  }

  /** What it is if nothing is there already. */
  LifecyclePolicy lifecycleIfNew() {
    return lifecycle.orElse(schema.isPresent() ? LifecyclePolicy.STRONG : LifecyclePolicy.WEAK);
  }

  /** Whether it asks to be frozen, or not to be. */
  boolean asks(boolean toBeFrozen) {
    return frozen.filter(given -> given == toBeFrozen).isPresent();
  }

  private static Optional<RegistryError> refusal(String property, String detail) {
    return Optional.of(RegistryError.associationInvalid(property, detail));
  }
}
