package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.Optional;

/**
 * Asks which version of a subject a schema is. A name without a context is looked for in the other
 * contexts too, in their order.
 *
 * @param normalize whether the text is put into normal form first; the config may ask for it too
 * @param deleted whether softly deleted versions count
 */
public record Lookup(Subject subject, Draft draft, boolean normalize, boolean deleted)
    implements Query<SchemaVersion> {
  @Override
  public Decision<SchemaVersion> answer(State state, Verdicts verdicts) {
    if (!draft.isEmpty()) {
      Reading reading =
          new Reading(
              state.settings().strictnessOfSent(subject),
              normalize || state.settings().normalizes(subject));
      Decision<Candidate> candidate =
          Candidate.valid(state, verdicts, subject, draft, reading).decision();
      Optional<Decision<SchemaVersion>> found =
          candidate.fold(
              sent -> find(state, verdicts, sent.reply()).map(Decision::unchanged),
              error -> Optional.of(new Rejected<>(error)));
      if (found.isPresent()) {
        return found.get();
      }
    }
    boolean known = deleted ? state.knows(subject) : state.latest(subject).isPresent();
    return new Rejected<>(
        known ? RegistryError.schemaNotFound() : RegistryError.subjectNotFound(subject));
  }

  private Optional<SchemaVersion> find(State state, Verdicts verdicts, Candidate candidate) {
    Matching matching =
        new Matching(state, verdicts, (deleted ? Include.ALL : Include.LIVE)::holds);
    return Reads.sameNames(state, subject).stream()
        .flatMap(name -> matching.find(name, candidate).stream())
        .findFirst();
  }
}
