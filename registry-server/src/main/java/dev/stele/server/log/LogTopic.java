package dev.stele.server.log;

/** The log's two topics. */
public enum LogTopic {
  /** {@code _schemas}: what every schema registry understands. */
  SCHEMAS,
  /** {@code _stele}: facts that have no place in the other one. */
  OWN
}
