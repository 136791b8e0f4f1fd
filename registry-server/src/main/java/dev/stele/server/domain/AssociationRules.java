package dev.stele.server.domain;

import dev.stele.server.domain.AssociationDraft.Text;
import dev.stele.server.domain.RegistryError.Kind;
import java.util.Optional;

/**
 * What an association may be, beside the one that is there already. The order of the rules is the
 * reference registry's: it shows in which of several refusals is given.
 *
 * @param create whether what is there already must be the same in everything
 */
record AssociationRules(State state, Verdicts verdicts, boolean create) {
  Optional<RegistryError> refusal(PlannedAssociation wanted) {
    Optional<Association> known = wanted.known();
    if (create) {
      return ifNew(wanted)
          .or(() -> known.isPresent() ? differing(wanted, known.get()) : asOwner(wanted));
    }
    return known.isPresent() ? asChange(wanted, known.get()) : addedLater(wanted);
  }

  // What a resource owns comes into being with it; an import only repeats what did.
  private Optional<RegistryError> addedLater(PlannedAssociation wanted) {
    if (wanted.isStrong() && (wanted.hasSchema() || !imports(wanted))) {
      return wanted.hasSchema()
          ? refusal("schema", "cannot be provided for an association that is new")
          : refusal("lifecycle", "cannot be STRONG for an association that is new");
    }
    return ifNew(wanted).or(() -> asOwner(wanted));
  }

  private static Optional<RegistryError> ifNew(PlannedAssociation wanted) {
    AssociationDraft draft = wanted.draft();
    if (wanted.isStrong()) {
      if (draft.asks(false)) {
        return wanted.hasSchema()
            ? refusal("frozen", "cannot be false when schema is provided")
            : strongAndNotFrozen();
      }
      return wanted.isOnOwn() ? Optional.empty() : notOnOwn(wanted);
    }
    if (draft.asks(true)) {
      return refusal("frozen", "association with lifecycle of WEAK cannot be frozen");
    }
    if (draft.subject().isEmpty()) {
      return refusal("subject", "must be provided for WEAK associations");
    }
    return wanted.isOnOwn() ? weakOnOwn(wanted) : Optional.empty();
  }

  private Optional<RegistryError> asOwner(PlannedAssociation wanted) {
    if (!wanted.isStrong()) {
      return Optional.empty();
    }
    if (imports(wanted)) {
      return wanted.hasSchema() ? schemaOfImport() : Optional.empty();
    }
    if (!wanted.hasSchema()) {
      return refusal("schema", "schema must be provided when creating a frozen association");
    }
    return state.latest(wanted.subject()).isPresent()
        ? refusal(
            "frozen",
            "cannot create a frozen association when schemas already exist in the subject")
        : Optional.empty();
  }

  private Optional<RegistryError> asChange(PlannedAssociation wanted, Association before) {
    AssociationDraft draft = wanted.draft();
    if (!wanted.isStrong() && draft.lifecycle().isPresent() && wanted.isOnOwn()) {
      return weakOnOwn(wanted);
    }
    if (before.frozen() && draft.subject().isPresent() && !wanted.isOnOwn()) {
      return notOnOwn(wanted);
    }
    if (wanted.hasSchema()) {
      if (!wanted.isStrong()) {
        return refusal("lifecycle", "cannot be WEAK when schema is provided");
      }
      if (imports(wanted)) {
        return schemaOfImport();
      }
    }
    return wanted.isSameAs(before) ? Optional.empty() : changing(wanted, before);
  }

  // Nothing of an association changes once it is there; this says what was tried.
  private static Optional<RegistryError> changing(PlannedAssociation wanted, Association before) {
    if (!wanted.subject().equals(before.subject())) {
      return refusal(
          "subject",
          "subject of association cannot be changed from '"
              + before.subject().qualified()
              + "' to '"
              + wanted.subject().qualified()
              + "'");
    }
    if (wanted.draft().asks(!before.frozen())) {
      return refusal("frozen", "frozen attribute of association cannot be changed");
    }
    if (before.frozen()) {
      return Optional.of(RegistryError.associationFrozen(before));
    }
    return wanted.isStrong()
        ? strongAndNotFrozen()
        : refusal("lifecycle", "lifecycle of association cannot be changed");
  }

  private Optional<RegistryError> differing(PlannedAssociation wanted, Association before) {
    return wanted.isSameAs(before)
        ? wanted.draft().schema().flatMap(text -> unknown(wanted, text, before))
        : Optional.of(RegistryError.associationExists(before));
  }

  private Optional<RegistryError> unknown(
      PlannedAssociation wanted, Text text, Association before) {
    return new Lookup(wanted.subject(), text.draft(), text.normalize(), false)
        .answer(state, verdicts)
        .fold(
            found -> Optional.empty(),
            error ->
                Optional.of(
                    error.kind() == Kind.SCHEMA_NOT_FOUND || error.kind() == Kind.SUBJECT_NOT_FOUND
                        ? RegistryError.associationExists(before)
                        : error));
  }

  private boolean imports(PlannedAssociation wanted) {
    return state.settings().effectiveMode(wanted.subject()) == Mode.IMPORT;
  }

  private static Optional<RegistryError> notOnOwn(PlannedAssociation wanted) {
    return refusal(
        "subject", "frozen associations must use subject '" + wanted.own().qualified() + "'");
  }

  private static Optional<RegistryError> weakOnOwn(PlannedAssociation wanted) {
    return refusal(
        "subject", "WEAK associations cannot use subject '" + wanted.own().qualified() + "'");
  }

  private static Optional<RegistryError> strongAndNotFrozen() {
    return refusal("frozen", "association with lifecycle of STRONG cannot be frozen=false");
  }

  private static Optional<RegistryError> schemaOfImport() {
    return refusal("schema", "cannot be provided when the subject is in IMPORT mode");
  }

  private static Optional<RegistryError> refusal(String property, String detail) {
    return Optional.of(RegistryError.associationInvalid(property, detail));
  }
}
