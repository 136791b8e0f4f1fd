package dev.stele.server.domain;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.server.domain.Decision.Rejected;
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
record Candidate(SchemaContent content, SchemaSource source) {
  private static final int MAX_QUOTED_CHARS = 10_240;

  /** Understands a draft, or says why not. */
  static Decision<Candidate> of(
      State state, Verdicts verdicts, Subject subject, Draft draft, Reading reading) {
    if (!verdicts.knows(draft.type())) {
      return refused("Invalid schema type " + draft.type());
    }
    References.Resolved resolved;
    try {
      resolved = References.resolve(state, subject, draft);
    } catch (References.UnresolvedException e) {
      return refused(unreadable(subject, draft, e.reason()));
    }
    Parsed parsed = verdicts.parse(resolved.source(), reading);
    if (parsed instanceof Parsed.Invalid invalid) {
      return refused(
          invalid.parsed()
              ? unusable(subject, draft, invalid.message())
              : unreadable(subject, draft, invalid.message()));
    }
    String text = ((Parsed.Valid) parsed).canonicalText();
    List<Reference> references =
        reading.normalized() ? normalized(resolved.references()) : resolved.references();
    return Decision.unchanged(
        new Candidate(
            SchemaContent.of(draft.type(), text, references, draft.metadata(), draft.ruleSet()),
            new SchemaSource(draft.type(), text, resolved.source().dependencies())));
  }

  Candidate with(Optional<Metadata> metadata, Optional<RuleSet> ruleSet) {
    return new Candidate(
        SchemaContent.of(content.type(), content.text(), content.references(), metadata, ruleSet),
        source);
  }

  private static List<Reference> normalized(List<Reference> references) {
    return references.stream()
        .sorted(Comparator.comparing(Reference::subject).thenComparingInt(Reference::version))
        .distinct()
        .toList();
  }

  private static Decision<Candidate> refused(String message) {
    return new Rejected<>(RegistryError.invalidSchema(message));
  }

  private static String unreadable(Subject subject, Draft draft, String details) {
    return "Invalid schema of type "
        + draft.type()
        + ", details: Invalid schema "
        + described(subject, draft, "version=null,id=null")
        + " with refs "
        + draft.references()
        + " of type "
        + draft.type()
        + ", details: "
        + details;
  }

  private static String unusable(Subject subject, Draft draft, String details) {
    return "Invalid schema "
        + described(subject, draft, "version=0,id=-1")
        + ", details: "
        + details;
  }

  private static String described(Subject subject, Draft draft, String numbers) {
    return "{subject="
        + subject.qualified()
        + ","
        + numbers
        + ",guid="
        + ContentHash.of(draft)
        + ",schemaType="
        + draft.type()
        + ",references="
        + draft.references()
        + ",metadata="
        + draft.metadata().map(Metadata::toString).orElse("null")
        + ",ruleSet="
        + draft.ruleSet().map(RuleSet::toString).orElse("null")
        + ",schema="
        + quoted(draft.text())
        + ",schemaTags=null,ts=null,deleted=null}";
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED_CHARS ? text : text.substring(0, MAX_QUOTED_CHARS) + "...";
  }
}
