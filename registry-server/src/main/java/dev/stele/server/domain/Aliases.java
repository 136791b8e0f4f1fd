package dev.stele.server.domain;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Names that stand for other subjects, as their configs say. What a name stands for is told from
 * the very state that a request is decided on, so that it cannot change in between.
 */
public final class Aliases {
  private Aliases() {}

  /**
   * What a name stands for; itself if it is no alias. One step, not a chain. An alias that names no
   * context leads to the name's own.
   */
  public static Subject target(State state, Subject name) {
    return state.settings().alias(name).orElse(name);
  }

  /** A question about the subject that a name stands for. */
  public static <T> Function<State, Decision<T>> read(
      Subject name, BiFunction<State, Subject, Decision<T>> question) {
    return state -> question.apply(state, target(state, name));
  }

  /** A question about schema texts and the subject that a name stands for. */
  public static <R> Query<R> query(Subject name, Function<Subject, Query<R>> meant) {
    return (state, verdicts) -> meant.apply(target(state, name)).answer(state, verdicts);
  }

  /** A command for the subject that a name stands for. */
  public static <R> Command<R> command(Subject name, Function<Subject, Command<R>> meant) {
    return new Aimed<>(name, meant);
  }

  private record Aimed<R>(Subject name, Function<Subject, Command<R>> meant) implements Command<R> {
    @Override
    public Decision<R> decide(State state, Verdicts verdicts) {
      return meant.apply(target(state, name)).decide(state, verdicts);
    }

    @Override
    public R reply(State before, List<Event> events, Verdicts verdicts) {
      return meant.apply(target(before, name)).reply(before, events, verdicts);
    }
  }
}
