package dev.stele.server.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes the associations of several resources. Each is changed as asked or not at all, and what
 * one is refused for does not keep the others; the reply tells of each.
 */
public record MutateAssociations(List<MutateResource> requests)
    implements Command<List<MutateAssociations.Outcome>> {
  /** What one decision, which holds up all others, may take on. */
  public static final int MAX_REQUESTS = 1_000;

  public MutateAssociations {
    requests = List.copyOf(requests);
    if (requests.size() > MAX_REQUESTS) {
      throw new IllegalArgumentException(requests.size() + " requests");
    }
  }

  /** What became of one request: one of the two. */
  public record Outcome(Optional<RegistryError> error, Optional<ResourceAssociations> result) {
    public static Outcome of(RegistryError error) {
      return new Outcome(Optional.of(error), Optional.empty());
    }

    public static Outcome of(ResourceAssociations result) {
      return new Outcome(Optional.empty(), Optional.of(result));
    }
  }

  @Override
  public Decision<List<Outcome>> decide(State state, Verdicts verdicts) {
    Steps steps = new Steps(state, verdicts);
    return steps.accepted(outcomes(steps));
  }

  @Override
  public List<Outcome> reply(State before, List<Event> events, Verdicts verdicts) {
    return outcomes(new Steps(before, verdicts));
  }

  private List<Outcome> outcomes(Steps steps) {
    List<Outcome> outcomes = new ArrayList<>();
    for (MutateResource request : requests) {
      outcomes.add(steps.take(request).fold(done -> Outcome.of(done.reply()), Outcome::of));
    }
    return outcomes;
  }
}
