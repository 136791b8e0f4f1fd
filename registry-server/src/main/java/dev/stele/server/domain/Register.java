package dev.stele.server.domain;

import dev.stele.schema.Format.Strictness;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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
    Optional<RegistryError> invalid = flaw(state, subject, draft);
    if (invalid.isPresent()) {
      return new Rejected<>(invalid.get());
    }
    // A schema that is there already is answered whatever the mode, so that producers can start.
    if (!draft.isEmpty()
        && draft.tagging().isNone()
        && !state.settings().effectiveConfig(subject).addsContent()) {
      Decision<Candidate> asSent =
          understood(state, verdicts, draft, state.settings().strictnessOfSent(subject));
      Optional<Decision<SchemaVersion>> answer =
          asSent.fold(
              candidate -> known(state, verdicts, candidate.reply()).map(Decision::unchanged),
              error -> Optional.of(new Rejected<>(error)));
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return decideNew(state, verdicts);
  }

  /** What is wrong with a draft before one looks at its text. */
  static Optional<RegistryError> flaw(State state, Subject subject, Draft draft) {
    return draft
        .ruleSet()
        .flatMap(RuleChecks::check)
        .or(() -> Permissions.validSubject(state, subject));
  }

  /** Decides about a schema that is not one of the subject's already. */
  Decision<SchemaVersion> decideNew(State state, Verdicts verdicts) {
    return draft
        .tagging()
        .edited(state, verdicts, subject, draft)
        .fold(edited -> with(edited.reply()).permitted(state, verdicts), Rejected::new);
  }

  private Register with(Draft edited) {
    return new Register(subject, edited, normalize, force);
  }

  private Decision<SchemaVersion> permitted(State state, Verdicts verdicts) {
    boolean imports = draft.numbers().id().isPresent();
    return Permissions.registrable(state, subject, imports)
        .<Decision<SchemaVersion>>map(Rejected::new)
        .orElseGet(
            () ->
                imports
                    ? new Import(subject, draft).decide(state, verdicts)
                    : registered(state, verdicts));
  }

  @Override
  public SchemaVersion reply(State before, List<Event> events, Verdicts verdicts) {
    return NewVersion.writtenIn(events);
  }

  /** What all levels say of it, and why. */
  CompatibilityReport explain(State state, Verdicts verdicts) {
    Draft full = completed(state, state.latest(subject));
    CheckCompatibility check = new CheckCompatibility(subject, Optional.empty(), full, normalize);
    History history = new History(state, verdicts, subject);
    return new ExplainCompatibility(check).report(state, verdicts, history.live());
  }

  private Optional<SchemaVersion> known(State state, Verdicts verdicts, Candidate candidate) {
    Numbers numbers = draft.numbers();
    Optional<SchemaVersion> latest = state.latest(subject);
    Predicate<SchemaVersion> eligible =
        version ->
            !version.deleted()
                && numbers.admit(version)
                && (!numbers.latestOnly() || latest.equals(Optional.of(version)));
    Matching matching = new Matching(state, verdicts, eligible);
    return numbers.latestOnly()
        ? matching.findMeaning(subject, candidate)
        : matching.findExactly(subject, candidate);
  }

  private Decision<SchemaVersion> registered(State state, Verdicts verdicts) {
    Optional<SchemaVersion> previous = state.latest(subject);
    if (draft.isEmpty() && previous.isEmpty()) {
      return new Rejected<>(RegistryError.invalidSchema("Empty schema"));
    }
    return draft
        .tagging()
        .inherited(state, verdicts, completed(state, previous), previous)
        .fold(
            full -> understood(state, verdicts, full.reply(), state.settings().strictness(subject)),
            Rejected<Candidate>::new)
        .fold(candidate -> registered(state, verdicts, candidate.reply()), Rejected::new);
  }

  private Decision<SchemaVersion> registered(State state, Verdicts verdicts, Candidate candidate) {
    Optional<RegistryError> owned =
        Permissions.referable(state, subject, candidate.content().references());
    if (owned.isPresent()) {
      return new Rejected<>(owned.get());
    }
    int wanted = draft.numbers().version();
    Optional<SchemaVersion> same =
        wanted == 0
            ? new Matching(state, verdicts, Include.LIVE::holds).findExactly(subject, candidate)
            : Optional.empty();
    if (same.isPresent()) {
      return Decision.unchanged(same.get());
    }
    History history = new History(state, verdicts, subject);
    List<String> conflicts = force ? List.of() : history.conflicts(candidate, history.live());
    if (!conflicts.isEmpty()) {
      return new Rejected<>(incompatible(conflicts));
    }
    NewVersion next = new NewVersion(state, subject, candidate.content());
    int number = NewVersion.nextNumber(state, subject);
    return wanted > 0 && wanted != number
        ? new Rejected<>(
            RegistryError.invalidSchema("Version is not one more than previous version"))
        : next.written(number, next.id());
  }

  private Draft completed(State state, Optional<SchemaVersion> previous) {
    Inheritance inheritance = new Inheritance(state.settings().effectiveConfig(subject), previous);
    Optional<Metadata> metadata = stamped(state, inheritance.metadata(draft.metadata()));
    Optional<RuleSet> ruleSet = inheritance.ruleSet(draft.ruleSet());
    if (!draft.isEmpty()) {
      return new Draft(
          draft.type(),
          draft.hashed(),
          draft.references(),
          metadata,
          ruleSet,
          draft.numbers(),
          draft.tagging());
    }
    SchemaContent content = previous.orElseThrow().content();
    List<RawReference> references = content.references().stream().map(RawReference::of).toList();
    return new Draft(
        content.type(),
        content.hashed(),
        references,
        metadata,
        ruleSet,
        draft.numbers(),
        draft.tagging());
  }

  private Optional<Metadata> stamped(State state, Optional<Metadata> metadata) {
    boolean bearsNumber =
        metadata.filter(m -> m.properties().containsKey(Matching.VERSION_PROPERTY)).isPresent();
    return draft.numbers().stamped() || bearsNumber
        ? Optional.of(
            metadata
                .orElse(Metadata.EMPTY)
                .with(
                    Matching.VERSION_PROPERTY,
                    String.valueOf(NewVersion.nextNumber(state, subject))))
        : metadata;
  }

  private Decision<Candidate> understood(
      State state, Verdicts verdicts, Draft sent, Strictness strictness) {
    boolean normalized = normalize || state.settings().normalizes(subject);
    return Candidate.valid(state, verdicts, subject, sent, new Reading(strictness, normalized))
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
}
