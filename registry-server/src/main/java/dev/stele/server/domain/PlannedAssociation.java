package dev.stele.server.domain;

import java.util.Optional;

/**
 * An association as it is to be.
 *
 * @param own the subject that only its resource may own
 * @param known the one of its type that the resource has already
 */
record PlannedAssociation(
    AssociationDraft draft,
    Subject own,
    Subject subject,
    LifecyclePolicy lifecycle,
    Optional<Association> known) {
  boolean isStrong() {
    return lifecycle == LifecyclePolicy.STRONG;
  }

  boolean isOnOwn() {
    return subject.equals(own);
  }

  boolean hasSchema() {
    return draft.schema().isPresent();
  }

  /** Whether it says nothing new. */
  boolean isSameAs(Association before) {
    return subject.equals(before.subject())
        && lifecycle == before.lifecycle()
        && !draft.asks(!before.frozen());
  }

  boolean isOther(Association association) {
    return known.filter(same -> same.key().equals(association.key())).isEmpty();
  }
}
