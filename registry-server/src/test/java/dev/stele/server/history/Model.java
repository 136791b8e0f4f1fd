package dev.stele.server.history;

import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;

/**
 * The registry as a pure function.
 *
 * @param empty what an empty log says
 * @param verdicts on every text that may come up
 */
public record Model(State empty, Verdicts verdicts) {
  /** With Avro, and verdicts that are remembered. */
  public static Model avro(Defaults defaults) {
    return new Model(State.empty(defaults), CachedVerdicts.avro());
  }
}
