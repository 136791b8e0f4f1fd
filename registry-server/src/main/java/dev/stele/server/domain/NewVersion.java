package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What it takes to write a version of a subject. */
record NewVersion(State state, Subject subject, SchemaContent content) {
  /** The number behind the highest, which may be that of a softly deleted version. */
  static int nextNumber(State state, Subject subject) {
    List<SchemaVersion> versions = state.versions(subject);
    return versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
  }

  /** The id of this content in the context, or else a new one. */
  int id() {
    OptionalInt known = state.id(subject.context(), content.guid());
    return known.orElse(state.highestId(subject.context()) + 1);
  }

  /**
   * The facts that write it, unless the id stands for something else, or the numbers have come to
   * their end.
   *
   * @param number of a version that is there already, if it is to be replaced
   */
  Decision<SchemaVersion> written(int number, int id) {
    if (number < 1 || id < 0) {
      return new Rejected<>(
          RegistryError.notPermitted(
              "No " + (id < 0 ? "id" : "version") + " is left in " + place()));
    }
    Optional<SchemaVersion> holder = state.schema(subject.context(), id);
    if (holder.filter(other -> !isSame(other.content())).isPresent()) {
      return new Rejected<>(idTaken(id));
    }
    SchemaWritten written = new SchemaWritten(subject, number, id, content, false);
    return new Accepted<>(events(written), version(written));
  }

  private String place() {
    return "subject " + subject.qualified() + " in context " + subject.contextScope().qualified();
  }

  private List<Event> events(SchemaWritten written) {
    List<Event> events = new ArrayList<>();
    if (!subject.inDefaultContext() && !state.contexts().contains(subject.context())) {
      events.add(new ContextAdded(subject.context()));
    }
    for (SchemaVersion old : state.versions(subject)) {
      boolean comesBack =
          old.deleted() && old.id() == written.id() && old.version() < written.version();
      // What comes back takes the place of what was deleted, unless somebody stands on that.
      if (comesBack && state.referrers(old.key()).isEmpty()) {
        events.add(new SchemaErased(subject, old.version()));
      }
    }
    events.add(written);
    VersionKey key = new VersionKey(subject, written.version());
    if (state.version(key).filter(old -> old.id() > written.id()).isPresent()) {
      events.addAll(Erasure.counters(state, List.of(key)));
    }
    return events;
  }

  // The type is not part of a content's hash: one text can be two schemas.
  private RegistryError idTaken(int id) {
    return RegistryError.notPermitted(
        "Overwrite new schema with id "
            + id
            + " in context "
            + subject.contextScope().qualified()
            + " is not permitted.");
  }

  private boolean isSame(SchemaContent other) {
    return other.type().equals(content.type()) && other.text().equals(content.text());
  }

  /** The version among facts, before the log has them. */
  static SchemaVersion writtenIn(List<Event> events) {
    return events.stream()
        .filter(SchemaWritten.class::isInstance)
        .map(SchemaWritten.class::cast)
        .map(NewVersion::version)
        .findFirst()
        .orElseThrow();
  }

  /** What a fact says, before the log has it. */
  static SchemaVersion version(SchemaWritten written) {
    return new SchemaVersion(
        written.subject(),
        written.version(),
        written.id(),
        written.content(),
        written.deleted(),
        Stamp.PENDING);
  }
}
