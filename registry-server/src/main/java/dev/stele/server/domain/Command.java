package dev.stele.server.domain;

import java.util.List;

/**
 * A request to change the registry.
 *
 * @param <R> what the caller is told when it was done
 */
public interface Command<R> {
  /**
   * Decides, and changes nothing.
   *
   * @throws Verdicts.MissingVerdict if the verdicts at hand do not suffice
   */
  Decision<R> decide(State state, Verdicts verdicts);

  /**
   * The reply to this command, told from what it wrote: equal to the one its decision gave, so
   * whoever saw its events in the log can answer it. Where events do not tell, by deciding again.
   *
   * @param before the state the command was decided on
   * @param verdicts on everything; for replies that tell of what was there already, too
   */
  R reply(State before, List<Event> events, Verdicts verdicts);
}
