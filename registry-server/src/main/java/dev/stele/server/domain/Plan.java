package dev.stele.server.domain;

import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of each schema of a {@link RegisterAll}.
 *
 * @param outcomes in the order of the request
 */
public record Plan(List<Outcome> outcomes) {
  public Plan {
    outcomes = List.copyOf(outcomes);
  }

  /** What may become of a schema. */
  public enum Status {
    /** It becomes a version. */
    NEW,
    /** It is a version already, also by an earlier entry of the request. */
    UNCHANGED,
    /** It may not follow the versions of its subject. */
    INCOMPATIBLE,
    /** It is no schema, or its references lead nowhere or in a circle. */
    INVALID,
    /** Nothing is wrong with it, but its subject's mode forbids it, or the id it wants is taken. */
    NOT_PERMITTED,
    /** It was not looked at, since it references one that is refused. */
    BLOCKED;

    /** Whether it keeps the request from being carried out. */
    public boolean refuses() {
      return this != NEW && this != UNCHANGED;
    }
  }

  /**
   * What becomes of one schema.
   *
   * @param version that it is or becomes; empty if it is refused
   * @param error why it is refused; the message may be cut
   * @param report on an incompatible one, while there is room for it
   */
  public record Outcome(
      Subject subject,
      SchemaType type,
      Status status,
      Optional<SchemaVersion> version,
      Optional<RegistryError> error,
      Optional<CompatibilityReport> report) {}

  /** How many schemas have a status. */
  public long count(Status status) {
    return outcomes.stream().filter(outcome -> outcome.status() == status).count();
  }

  /** Why nothing is written: what is wrong with the first that is not just blocked by others. */
  public Optional<RegistryError> refusal() {
    long refused = outcomes.stream().filter(outcome -> outcome.status().refuses()).count();
    return outcomes.stream()
        .filter(outcome -> outcome.status().refuses() && outcome.status() != Status.BLOCKED)
        .findFirst()
        .map(first -> RegistryError.planRefused(this, refused, first));
  }
}
