package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import java.util.List;
import java.util.Optional;

/**
 * Deletes a subject; the reply is the numbers of the versions deleted, ascending.
 *
 * @param permanent whether what was deleted softly before goes for good
 */
public record DeleteSubject(Subject subject, boolean permanent) implements Command<List<Integer>> {
  @Override
  public Decision<List<Integer>> decide(State state, Verdicts verdicts) {
    List<SchemaVersion> versions = versions(state);
    Optional<RegistryError> refusal = refusal(state, versions);
    if (refusal.isPresent()) {
      return new Rejected<>(refusal.get());
    }
    List<Event> events =
        permanent
            ? Erasure.of(state, subject, versions)
            : List.of(
                new Event.SubjectDeleted(subject, versions.get(versions.size() - 1).version()));
    return new Accepted<>(events, numbers(versions));
  }

  @Override
  public List<Integer> reply(State before, List<Event> events, Verdicts verdicts) {
    return numbers(versions(before));
  }

  private Optional<RegistryError> refusal(State state, List<SchemaVersion> versions) {
    if (!state.knows(subject)) {
      return Optional.of(RegistryError.subjectNotFound(subject));
    }
    if (versions.isEmpty()) {
      return Optional.of(RegistryError.subjectSoftDeleted(subject));
    }
    return Permissions.writable(state, subject)
        .or(() -> associated(state))
        .or(() -> versions.stream().flatMap(v -> blocking(state, v).stream()).findFirst());
  }

  private Optional<RegistryError> associated(State state) {
    return state.associations().of(subject).isEmpty()
        ? Optional.empty()
        : Optional.of(RegistryError.subjectAssociated(subject));
  }

  private Optional<RegistryError> blocking(State state, SchemaVersion version) {
    boolean referenced =
        state.referrers(version.key()).stream()
            .filter(referrer -> !referrer.subject().equals(subject))
            .anyMatch(referrer -> permanent || isLive(state, referrer));
    if (referenced) {
      return Optional.of(RegistryError.referenced(version.key()));
    }
    return permanent && !version.deleted()
        ? Optional.of(RegistryError.subjectNotSoftDeleted(subject))
        : Optional.empty();
  }

  private List<SchemaVersion> versions(State state) {
    return state.versions(subject).stream().filter(v -> permanent || !v.deleted()).toList();
  }

  private static boolean isLive(State state, VersionKey key) {
    return state.version(key).filter(version -> !version.deleted()).isPresent();
  }

  private static List<Integer> numbers(List<SchemaVersion> versions) {
    return versions.stream().map(SchemaVersion::version).toList();
  }
}
