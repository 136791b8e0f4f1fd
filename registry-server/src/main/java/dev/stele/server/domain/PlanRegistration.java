package dev.stele.server.domain;

/** Asks what would become of each schema of a {@link RegisterAll}. Nothing refuses the answer. */
public record PlanRegistration(RegisterAll command) implements Query<Plan> {
  @Override
  public Decision<Plan> answer(State state, Verdicts verdicts) {
    return Decision.unchanged(command.plan(new Steps(state, verdicts), state, verdicts));
  }
}
