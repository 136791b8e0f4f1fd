package dev.stele.server.engine;

import dev.stele.server.log.Log;

/** A log that believes its topic takes records of any size, until the broker refuses one. */
final class BoastfulLog extends OtherLog {
  BoastfulLog(Log log) {
    super(log);
  }

  @Override
  public int maxRecordBytes() {
    return Integer.MAX_VALUE;
  }
}
