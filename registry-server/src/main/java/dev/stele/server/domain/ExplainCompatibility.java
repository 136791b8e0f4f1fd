package dev.stele.server.domain;

import dev.stele.schema.Explanation;
import dev.stele.server.domain.Decision.Rejected;
import java.util.List;
import java.util.Optional;

/** Asks what {@link CheckCompatibility} asks, for all levels at once and with the reasons. */
public record ExplainCompatibility(CheckCompatibility check) implements Query<CompatibilityReport> {
  @Override
  public Decision<CompatibilityReport> answer(State state, Verdicts verdicts) {
    History history = new History(state, verdicts, check.subject());
    return check
        .versions(history)
        .fold(
            versions -> Decision.unchanged(report(state, verdicts, versions.reply())),
            Rejected::new);
  }

  /**
   * The report.
   *
   * @param versions to compare with, newest first
   */
  CompatibilityReport report(State state, Verdicts verdicts, List<SchemaVersion> versions) {
    History history = new History(state, verdicts, check.subject());
    Config config = state.settings().effectiveConfig(check.subject());
    Proposal proposal = check.proposal(state, verdicts);
    if (proposal instanceof Unusable unusable) {
      return new CompatibilityReport(
          config,
          Explanation.NONE,
          Optional.of(unusable.reason()),
          List.of(),
          List.of(unusable.message()));
    }
    Candidate candidate = (Candidate) proposal;
    return new CompatibilityReport(
        config,
        history.explain(candidate, versions),
        Optional.of(String.join("\n", history.flaws(candidate))).filter(flaw -> !flaw.isEmpty()),
        history.reserved(candidate, versions),
        history.conflicts(candidate, versions));
  }
}
