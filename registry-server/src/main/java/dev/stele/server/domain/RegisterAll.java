package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import java.util.List;

/**
 * Registers schemas of many subjects, all of them or none. They may reference each other in any
 * order; those of one subject become its versions in the order given. What one of them would be
 * refused for refuses them all, with a {@link Plan} that tells of each.
 *
 * @param entries up to {@value #MAX_ENTRIES}
 * @param normalize whether the texts are put into normal form first; the config may ask for it too
 */
public record RegisterAll(List<Entry> entries, boolean normalize) implements Command<Plan> {
  /** What one decision, which holds up all others, may take on. */
  public static final int MAX_ENTRIES = 1_000;

  public RegisterAll {
    entries = List.copyOf(entries);
    if (entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(entries.size() + " entries");
    }
  }

  /**
   * One schema.
   *
   * @param draft in which a reference to the latest version of a subject that has entries in the
   *     same request means the last of these, or in an entry of the subject itself the one before
   */
  public record Entry(Subject subject, Draft draft) {}

  @Override
  public Decision<Plan> decide(State state, Verdicts verdicts) {
    Steps steps = new Steps(state, verdicts);
    Plan plan = plan(steps, state, verdicts);
    return plan.refusal().<Decision<Plan>>map(Rejected::new).orElseGet(() -> steps.accepted(plan));
  }

  @Override
  public Plan reply(State before, List<Event> events, Verdicts verdicts) {
    return decide(before, verdicts).granted();
  }

  Plan plan(Steps steps, State before, Verdicts verdicts) {
    return new Planning(this, new Prospects(steps, before, verdicts, normalize)).plan();
  }
}
