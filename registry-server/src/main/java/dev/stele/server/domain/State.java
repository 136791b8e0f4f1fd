package dev.stele.server.domain;

/** Everything the log says, as one immutable value. Safe to share between threads. */
public final class State {
  private static final State EMPTY = new State();

  private State() {}

  /** What an empty log says. */
  public static State empty() {
    return EMPTY;
  }

  /** The state after one more fact. Total: every event can be applied to every state. */
  public State apply(Event event) {
    return this;
  }
}
