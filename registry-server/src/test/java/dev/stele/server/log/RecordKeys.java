package dev.stele.server.log;

import dev.stele.server.domain.Event;

/** The bytes that compaction compares, for tests of other packages. */
public final class RecordKeys {
  private RecordKeys() {}

  /** An event's key, as this code spells it. */
  public static byte[] of(Event event) {
    return RecordCodecs.encode(event).keyBytes();
  }
}
