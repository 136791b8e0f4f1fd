package dev.stele.server.domain;

import java.util.List;

/**
 * Lets a resource use subjects; the reply is those associations that were written. What is so
 * already is not written again.
 *
 * @param create whether an association that is there already must be the same in everything; if
 *     not, what is not given stays as it is
 * @param idNeeded whether the resource must have an id already; otherwise it is looked for by its
 *     name, which is good enough for a trial
 */
public record PutAssociations(
    Resource resource, List<AssociationDraft> drafts, boolean create, boolean idNeeded)
    implements Command<ResourceAssociations> {
  public PutAssociations {
    drafts = List.copyOf(drafts);
  }

  @Override
  public Decision<ResourceAssociations> decide(State state, Verdicts verdicts) {
    return new Associating(this, state, verdicts).decide();
  }

  @Override
  public ResourceAssociations reply(State before, List<Event> events, Verdicts verdicts) {
    return decide(before, verdicts).granted();
  }
}
