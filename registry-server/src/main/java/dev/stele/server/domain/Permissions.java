package dev.stele.server.domain;

import dev.stele.schema.Reference;
import java.util.List;
import java.util.Optional;

/** What names and modes allow. */
final class Permissions {
  private Permissions() {}

  /** Refuses names that no subject may have. */
  static Optional<RegistryError> validSubject(State state, Subject subject) {
    boolean empty = subject.name().isEmpty() && state.settings().defaults().rejectEmptySubject();
    boolean reserved =
        subject.context().equals(Subject.GLOBAL_CONTEXT.context())
            || subject.name().equals("__GLOBAL")
            || subject.name().equals("__EMPTY")
            // No prefix would find it: listings take this for any context.
            || subject.qualified().startsWith(Reads.ANY_CONTEXT);
    return empty || reserved || hasControl(subject)
        ? Optional.of(RegistryError.subjectInvalid(subject))
        : Optional.empty();
  }

  /** Refuses names that neither a subject nor a context may have. */
  static Optional<RegistryError> validScope(Subject scope) {
    boolean reserved = scope.name().equals("__GLOBAL") || scope.name().equals("__EMPTY");
    return reserved || hasControl(scope)
        ? Optional.of(RegistryError.subjectInvalid(scope))
        : Optional.empty();
  }

  /** Refuses deletions and config changes where only reading is allowed. */
  static Optional<RegistryError> writable(State state, Subject subject) {
    return isReadOnly(state.settings().effectiveMode(subject))
        ? Optional.of(RegistryError.notPermitted(subject, "in read-only mode"))
        : Optional.empty();
  }

  /** Refuses a change of the associations of a subject where only reading is allowed. */
  static Optional<RegistryError> associable(State state, Subject subject) {
    return isReadOnly(state.settings().effectiveMode(subject))
        ? Optional.of(
            RegistryError.notPermitted(
                "Subject "
                    + subject.name()
                    + " in context "
                    + subject.context()
                    + " is in read-only mode"))
        : Optional.empty();
  }

  /** Refuses references to a subject that a resource owns: it goes when the resource does. */
  static Optional<RegistryError> referable(
      State state, Subject referrer, List<Reference> references) {
    return references.stream()
        .filter(
            reference ->
                state.associations().isOwned(References.subjectOf(reference, referrer.context())))
        .findFirst()
        .map(
            reference ->
                RegistryError.notPermitted(
                    "Subject '"
                        + reference.subject()
                        + "' has a strong association and cannot be referenced"));
  }

  /** Refuses a registration where nothing may be written, or ids must be given or must not. */
  static Optional<RegistryError> registrable(State state, Subject subject, boolean withId) {
    Mode mode = state.settings().effectiveMode(subject);
    if (isReadOnly(mode)) {
      return Optional.of(RegistryError.notPermitted(subject, "in read-only mode"));
    }
    if (withId == (mode != Mode.READWRITE)) {
      return Optional.empty();
    }
    return Optional.of(
        RegistryError.notPermitted(
            subject, withId ? "not in import mode" : "not in read-write mode"));
  }

  private static boolean isReadOnly(Mode mode) {
    return mode == Mode.READONLY || mode == Mode.READONLY_OVERRIDE;
  }

  static boolean hasControl(Subject subject) {
    return subject.qualified().chars().anyMatch(Character::isISOControl);
  }
}
