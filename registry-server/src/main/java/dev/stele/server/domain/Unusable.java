package dev.stele.server.domain;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Verdicts.Parsed;

/**
 * A schema that was sent and is none.
 *
 * @param reason what is wrong with it and where
 * @param message the same as the reference registry says it: it quotes what was sent
 */
record Unusable(String reason, String message) implements Proposal {
  private static final int MAX_QUOTED_CHARS = 10_240;

  static Unusable empty() {
    return new Unusable("Empty schema", "Empty schema");
  }

  static Unusable unknownType(SchemaType type) {
    String message = "Invalid schema type " + type;
    return new Unusable(message, message);
  }

  /** A text that cannot be read, or a reference that leads nowhere. */
  static Unusable unreadable(Subject subject, Draft draft, Parsed.Invalid verdict) {
    String inner =
        draft.type().equals(SchemaType.AVRO)
            ? "Invalid schema "
                + described(
                    subject,
                    draft,
                    draft.numbers().id().isPresent() ? "version=null,id=0" : "version=null,id=null")
                + " with refs "
                + draft.references()
                + " of type "
                + draft.type()
            : "Invalid schema of type " + draft.type();
    return new Unusable(
        verdict.reason(),
        "Invalid schema of type "
            + draft.type()
            + ", details: "
            + inner
            + ", details: "
            + verdict.message());
  }

  /** A text that can be read, but is not valid or has no normal form. */
  static Unusable invalid(Subject subject, Draft draft, Parsed.Invalid verdict) {
    return new Unusable(
        verdict.reason(),
        "Invalid schema "
            + described(subject, draft, numbers(draft.numbers()))
            + ", details: "
            + verdict.message());
  }

  @Override
  public Decision<Candidate> decision() {
    return new Rejected<>(RegistryError.invalidSchema(message));
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

  private static String numbers(Numbers sent) {
    return "version=" + sent.version() + ",id=" + sent.id().orElse(-1);
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED_CHARS ? text : text.substring(0, MAX_QUOTED_CHARS) + "...";
  }
}
