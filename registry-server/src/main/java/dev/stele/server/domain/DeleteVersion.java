package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import java.util.List;
import java.util.Optional;

/**
 * Deletes one version of a subject; the reply is its number.
 *
 * @param permanent whether a version that was deleted softly before goes for good
 */
public record DeleteVersion(Subject subject, VersionSpec version, boolean permanent)
    implements Command<Integer> {
  @Override
  public Decision<Integer> decide(State state, Verdicts verdicts) {
    return Reads.ownVersion(state, subject, version, true)
        .fold(found -> decide(state, found.reply()), Rejected::new);
  }

  @Override
  public Integer reply(State before, List<Event> events, Verdicts verdicts) {
    return version.isLatest() ? before.latest(subject).orElseThrow().version() : version.number();
  }

  private Decision<Integer> decide(State state, SchemaVersion target) {
    return refusal(state, target)
        .<Decision<Integer>>map(Rejected::new)
        .orElseGet(() -> new Accepted<>(events(state, target), target.version()));
  }

  private Optional<RegistryError> refusal(State state, SchemaVersion target) {
    if (!permanent && target.deleted()) {
      return Optional.of(RegistryError.versionSoftDeleted(target.key()));
    }
    Optional<RegistryError> readOnly = Permissions.writable(state, subject);
    if (readOnly.isPresent()) {
      return readOnly;
    }
    boolean referenced =
        state.referrers(target.key()).stream()
            .flatMap(key -> state.version(key).stream())
            .anyMatch(referrer -> permanent || !referrer.deleted());
    if (referenced) {
      return Optional.of(RegistryError.referenced(target.key()));
    }
    if (permanent) {
      return target.deleted()
          ? Optional.empty()
          : Optional.of(RegistryError.versionNotSoftDeleted(target.key()));
    }
    return isLastLive(state, target) && !state.associations().of(subject).isEmpty()
        ? Optional.of(RegistryError.lastAssociatedVersion())
        : Optional.empty();
  }

  private boolean isLastLive(State state, SchemaVersion target) {
    return state.versions(subject).stream()
        .allMatch(version -> version.deleted() || version.equals(target));
  }

  private List<Event> events(State state, SchemaVersion target) {
    return permanent
        ? Erasure.of(state, subject, List.of(target))
        : List.of(
            new Event.SchemaWritten(
                subject, target.version(), target.id(), target.content(), true));
  }
}
