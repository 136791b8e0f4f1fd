package dev.stele.server.domain;

/** What a {@link Rule} does with a message. */
public enum RuleKind {
  TRANSFORM,
  CONDITION
}
