package dev.stele.server.domain;

/**
 * A question whose answer needs to know what schema texts mean.
 *
 * @param <R> the answer
 */
public interface Query<R> {
  /** Answers, and changes nothing: an accepted decision without events. */
  Decision<R> answer(State state, Verdicts verdicts);
}
