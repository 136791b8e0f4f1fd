package dev.stele.server.domain;

import java.util.List;

/** When a {@link Rule} runs. */
public enum RuleMode {
  UPGRADE,
  DOWNGRADE,
  UPDOWN,
  WRITE,
  READ,
  WRITEREAD;

  /** The modes of rules that lead from one version of a schema to another. */
  static final List<RuleMode> MIGRATIONS = List.of(UPGRADE, DOWNGRADE, UPDOWN);

  /** The modes of rules on what is written and read. */
  static final List<RuleMode> READS_AND_WRITES = List.of(WRITE, READ, WRITEREAD);
}
