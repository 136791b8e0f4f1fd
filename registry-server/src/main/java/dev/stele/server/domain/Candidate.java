package dev.stele.server.domain;

import dev.stele.schema.Format.Strictness;
import dev.stele.schema.HashedText;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.server.domain.Verdicts.Parsed;
import dev.stele.server.domain.Verdicts.Reading;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A schema that was sent and understood, in the words it would be kept in.
 *
 * @param source the canonical text and what it stands on
 */
record Candidate(SchemaContent content, SchemaSource source) implements Proposal {
  /** Understands a draft that is to follow the rules of its subject, or says why not. */
  static Proposal valid(
      State state, Verdicts verdicts, Subject subject, Draft draft, Reading reading) {
    Proposal proposal = of(state, verdicts, subject, draft, reading);
    return proposal instanceof Candidate candidate
            && reading.strictness() != Strictness.STORED
            && state.settings().validatesFields(subject)
        ? verdicts
            .fieldNames(candidate.source())
            .flaw()
            .<Proposal>map(flaw -> Unusable.invalid(subject, draft, new Parsed.Invalid(true, flaw)))
            .orElse(candidate)
        : proposal;
  }

  /** Understands a draft, or says why not. */
  static Proposal of(
      State state, Verdicts verdicts, Subject subject, Draft draft, Reading reading) {
    if (draft.isEmpty()) {
      return Unusable.empty();
    }
    if (!verdicts.knows(draft.type())) {
      return Unusable.unknownType(draft.type());
    }
    References.Resolved resolved;
    try {
      resolved = References.resolve(state, subject, draft);
    } catch (References.UnresolvedException e) {
      return Unusable.unreadable(subject, draft, new Parsed.Invalid(false, e.reason()));
    }
    Parsed parsed = verdicts.parse(resolved.source(), reading);
    if (parsed instanceof Parsed.Invalid invalid) {
      return invalid.parsed()
          ? Unusable.invalid(subject, draft, invalid)
          : Unusable.unreadable(subject, draft, invalid);
    }
    HashedText text = ((Parsed.Valid) parsed).canonical();
    List<Reference> references =
        reading.normalized() ? normalized(resolved.references()) : resolved.references();
    return new Candidate(
        SchemaContent.of(draft.type(), text, references, draft.metadata(), draft.ruleSet()),
        resolved.source().with(text));
  }

  /** An empty text, which says nothing and need not be understood: only imports may bring it. */
  static Candidate ofNothing(Draft draft) {
    SchemaContent content =
        SchemaContent.of(draft.type(), "", List.of(), draft.metadata(), draft.ruleSet());
    return new Candidate(content, new SchemaSource(draft.type(), content.hashed(), List.of()));
  }

  @Override
  public Decision<Candidate> decision() {
    return Decision.unchanged(this);
  }

  Candidate with(Optional<Metadata> metadata, Optional<RuleSet> ruleSet) {
    return new Candidate(
        SchemaContent.of(content.type(), content.hashed(), content.references(), metadata, ruleSet),
        source);
  }

  private static List<Reference> normalized(List<Reference> references) {
    return references.stream()
        .sorted(Comparator.comparing(Reference::subject).thenComparingInt(Reference::version))
        .distinct()
        .toList();
  }
}
