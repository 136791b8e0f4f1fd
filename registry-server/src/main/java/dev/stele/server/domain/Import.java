package dev.stele.server.domain;

import dev.stele.schema.Format.Strictness;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.Optional;

/**
 * Registers a schema under the id it has elsewhere, in a subject whose mode is for that. Nothing is
 * checked but that it can be read, and nothing inherited: what was right there is right here. It
 * may replace a version, or be empty.
 */
record Import(Subject subject, Draft draft) {
  Decision<SchemaVersion> decide(State state, Verdicts verdicts) {
    if (!draft.isEmpty()) {
      return Candidate.of(state, verdicts, subject, draft, new Reading(Strictness.STORED, false))
          .decision()
          .fold(candidate -> decide(state, verdicts, candidate.reply()), Rejected::new);
    }
    return verdicts.knows(draft.type())
        ? decide(state, verdicts, Candidate.ofNothing(draft))
        : new Rejected<>(RegistryError.invalidSchema(Unusable.unknownType(draft.type()).message()));
  }

  private Decision<SchemaVersion> decide(State state, Verdicts verdicts, Candidate candidate) {
    Optional<RegistryError> owned =
        Permissions.referable(state, subject, candidate.content().references());
    if (owned.isPresent()) {
      return new Rejected<>(owned.get());
    }
    Numbers numbers = draft.numbers();
    Optional<SchemaVersion> same =
        numbers.version() == 0
            ? new Matching(state, verdicts, known -> !known.deleted() && numbers.admit(known))
                .findExactly(subject, candidate)
            : Optional.empty();
    return same.isPresent()
        ? Decision.unchanged(same.get())
        : new NewVersion(state, subject, candidate.content())
            .written(
                numbers.version() > 0 ? numbers.version() : NewVersion.nextNumber(state, subject),
                numbers.id().orElseThrow());
  }
}
