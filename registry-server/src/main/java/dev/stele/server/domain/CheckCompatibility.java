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
    if (version.isEmpty()) {
      return compared(state, verdicts, history, history.live());
    }
    VersionSpec wanted = version.get();
    Optional<SchemaVersion> found =
        history.live().stream()
            .filter(v -> wanted.isLatest() || v.version() == wanted.number())
            .findFirst();
    return found.isEmpty() && !wanted.isLatest()
        ? new Rejected<>(RegistryError.versionNotFound(wanted))
        : compared(state, verdicts, history, found.map(List::of).orElse(List.of()));
  }

  private Decision<List<String>> compared(
      State state, Verdicts verdicts, History history, List<SchemaVersion> versions) {
    if (draft.isEmpty()) {
      return new Rejected<>(RegistryError.invalidSchema("Empty schema"));
    }
    Settings settings = state.settings();
    Reading reading =
        new Reading(
            settings.validatesNewSchemas(subject), normalize || settings.normalizes(subject));
    return Candidate.of(state, verdicts, subject, draft, reading)
        .fold(
            candidate -> Decision.unchanged(history.conflicts(candidate.reply(), versions)),
            Rejected::new);
  }
}
