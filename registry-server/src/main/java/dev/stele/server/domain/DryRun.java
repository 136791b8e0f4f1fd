package dev.stele.server.domain;

/** Asks what a command would be answered, and does nothing. */
public record DryRun<R>(Command<R> command) implements Query<R> {
  @Override
  public Decision<R> answer(State state, Verdicts verdicts) {
    return command
        .decide(state, verdicts)
        .fold(accepted -> Decision.unchanged(accepted.reply()), Decision.Rejected::new);
  }
}
