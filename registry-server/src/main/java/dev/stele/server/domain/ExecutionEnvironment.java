package dev.stele.server.domain;

/** Where the rules of a {@link RuleSet} run. */
public enum ExecutionEnvironment {
  ALL,
  CLIENT,
  GATEWAY,
  SERVER,
  NONE
}
