package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.List;
import java.util.Optional;

/**
 * Asks whether a schema could be registered, as far as compatibility goes; the answer is the
 * conflicts, none if it could.
 *
 * @param version the only version to compare with; empty for those that the level protects
 * @param normalize whether the text is put into normal form first; the config may ask for it too
 */
public record CheckCompatibility(
    Subject subject, Optional<VersionSpec> version, Draft draft, boolean normalize)
    implements Query<List<String>> {
  @Override
  public Decision<List<String>> answer(State state, Verdicts verdicts) {
    History history = new History(state, verdicts, subject);
    return versions(history)
        .fold(
            versions ->
                proposal(state, verdicts)
                    .decision()
                    .fold(
                        candidate ->
                            Decision.unchanged(
                                history.conflicts(candidate.reply(), versions.reply())),
                        Rejected::new),
            Rejected::new);
  }

  /** Those to compare with, newest first. */
  Decision<List<SchemaVersion>> versions(History history) {
    if (version.isEmpty()) {
      return Decision.unchanged(history.live());
    }
    VersionSpec wanted = version.get();
    Optional<SchemaVersion> found =
        history.live().stream()
            .filter(v -> wanted.isLatest() || v.version() == wanted.number())
            .findFirst();
    return found.isEmpty() && !wanted.isLatest()
        ? new Rejected<>(RegistryError.versionNotFound(wanted))
        : Decision.unchanged(found.stream().toList());
  }

  Proposal proposal(State state, Verdicts verdicts) {
    Settings settings = state.settings();
    Reading reading =
        new Reading(settings.strictness(subject), normalize || settings.normalizes(subject));
    return Candidate.valid(state, verdicts, subject, draft, reading);
  }
}
