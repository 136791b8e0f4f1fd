package dev.stele.server.domain;

/** When a {@link Rule} runs. */
public enum RuleMode {
  UPGRADE,
  DOWNGRADE,
  UPDOWN,
  WRITE,
  READ,
  WRITEREAD
}
