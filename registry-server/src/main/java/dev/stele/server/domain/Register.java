package dev.stele.server.domain;

import dev.stele.schema.Format.Strictness;
import dev.stele.server.domain.Decision.Accepted;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Event.ContextAdded;
import dev.stele.server.domain.Event.SchemaErased;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Registers a schema under a subject; the reply is the version it is then, or already was.
 *
 * @param normalize whether the text is put into normal form first; the config may ask for it too
 * @param force whether compatibility with older versions is not checked
 */
public record Register(Subject subject, Draft draft, boolean normalize, boolean force)
    implements Command<SchemaVersion> {
  @Override
  public Decision<SchemaVersion> decide(State state, Verdicts verdicts) {
    Optional<RegistryError> invalid = Permissions.validSubject(state, subject);
    if (invalid.isPresent()) {
      return new Rejected<>(invalid.get());
    }
    // A schema that is there already is answered whatever the mode, so that producers can start.
    if (!draft.isEmpty() && !state.settings().effectiveConfig(subject).addsContent()) {
      Decision<Candidate> asSent = understood(state, verdicts, draft, Strictness.SENT);
      Optional<Decision<SchemaVersion>> answer =
          asSent.fold(
              candidate ->
                  new Matching(state, verdicts, false)
                      .find(subject, candidate.reply())
                      .map(Decision::unchanged),
              error -> Optional.of(new Rejected<>(error)));
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    Optional<RegistryError> forbidden = Permissions.registrable(state, subject);
    return forbidden.isPresent() ? new Rejected<>(forbidden.get()) : registered(state, verdicts);
  }

  @Override
  public SchemaVersion reply(State before, List<Event> events) {
    return events.stream()
        .filter(SchemaWritten.class::isInstance)
        .map(SchemaWritten.class::cast)
        .map(Register::version)
        .findFirst()
        .orElseThrow();
  }

  private Decision<SchemaVersion> registered(State state, Verdicts verdicts) {
    Optional<SchemaVersion> previous = state.latest(subject);
    if (draft.isEmpty() && previous.isEmpty()) {
      return new Rejected<>(RegistryError.invalidSchema("Empty schema"));
    }
    Draft full = completed(state, previous);
    return understood(state, verdicts, full, state.settings().strictness(subject))
        .fold(candidate -> registered(state, verdicts, candidate.reply()), Rejected::new);
  }

  private Decision<SchemaVersion> registered(State state, Verdicts verdicts, Candidate candidate) {
    Optional<SchemaVersion> same =
        new Matching(state, verdicts, false).findExactly(subject, candidate);
    if (same.isPresent()) {
      return Decision.unchanged(same.get());
    }
    History history = new History(state, verdicts, subject);
    List<String> conflicts = force ? List.of() : history.conflicts(candidate, history.live());
    if (!conflicts.isEmpty()) {
      return new Rejected<>(incompatible(conflicts));
    }
    int id =
        state
            .id(subject.context(), candidate.content().guid())
            .orElse(state.highestId(subject.context()) + 1);
    Optional<SchemaVersion> holder = state.schema(subject.context(), id);
    if (holder.filter(other -> !isSame(other.content(), candidate.content())).isPresent()) {
      return new Rejected<>(idTaken(id));
    }
    return accepted(state, candidate.content(), id);
  }

  private Accepted<SchemaVersion> accepted(State state, SchemaContent content, int id) {
    List<SchemaVersion> versions = state.versions(subject);
    int number = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
    List<Event> events = new ArrayList<>();
    if (!subject.inDefaultContext() && !state.contexts().contains(subject.context())) {
      events.add(new ContextAdded(subject.context()));
    }
    for (SchemaVersion old : versions) {
      // What comes back takes the place of what was deleted, unless somebody stands on that.
      if (old.deleted() && old.id() == id && state.referrers(old.key()).isEmpty()) {
        events.add(new SchemaErased(subject, old.version()));
      }
    }
    SchemaWritten written = new SchemaWritten(subject, number, id, content, false);
    events.add(written);
    return new Accepted<>(events, version(written));
  }

  private Draft completed(State state, Optional<SchemaVersion> previous) {
    Inheritance inheritance = new Inheritance(state.settings().effectiveConfig(subject), previous);
    Optional<Metadata> metadata = inheritance.metadata(draft.metadata());
    Optional<RuleSet> ruleSet = inheritance.ruleSet(draft.ruleSet());
    if (!draft.isEmpty()) {
      return new Draft(draft.type(), draft.hashed(), draft.references(), metadata, ruleSet);
    }
    SchemaContent content = previous.orElseThrow().content();
    List<RawReference> references = content.references().stream().map(RawReference::of).toList();
    return new Draft(content.type(), content.hashed(), references, metadata, ruleSet);
  }

  private Decision<Candidate> understood(
      State state, Verdicts verdicts, Draft sent, Strictness strictness) {
    boolean normalized = normalize || state.settings().normalizes(subject);
    return Candidate.of(state, verdicts, subject, sent, new Reading(strictness, normalized))
        .decision();
  }

  private RegistryError incompatible(List<String> conflicts) {
    return new RegistryError(
        RegistryError.Kind.SCHEMA_INCOMPATIBLE,
        "Schema being registered is incompatible with an earlier schema for subject \""
            + subject.qualified()
            + "\", details: "
            + conflicts);
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

  private static boolean isSame(SchemaContent one, SchemaContent other) {
    return one.type().equals(other.type()) && one.text().equals(other.text());
  }

  private static SchemaVersion version(SchemaWritten written) {
    return new SchemaVersion(
        written.subject(),
        written.version(),
        written.id(),
        written.content(),
        written.deleted(),
        Stamp.PENDING);
  }
}
