package dev.stele.server.domain;

/** A fact in the log. */
public sealed interface Event {
  /** The highest id ever given out in a context; written when a hard delete removes its record. */
  record CounterSet(String context, int highestId) implements Event {}
}
