package dev.stele.serde.rules;

/** Which list of a rule set a rule is in, and so what it gets as the message. */
public enum RulePhase {
  /**
   * Between two versions of a schema, on the message as a {@link
   * com.fasterxml.jackson.databind.JsonNode}.
   */
  MIGRATION,
  /** On the application's object. */
  DOMAIN,
  /** On the encoded payload, a {@code byte[]} without the schema's name in front. */
  ENCODING
}
