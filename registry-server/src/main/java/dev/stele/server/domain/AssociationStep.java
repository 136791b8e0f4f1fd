package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.ResourceAssociations.Use;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One of several changes of a resource's associations. */
public sealed interface AssociationStep {
  /** What the association is for. */
  String type();

  /** Takes the step; the reply is what the resource uses now that it did not use before. */
  Decision<List<Use>> take(Steps steps, Resource resource, boolean idNeeded);

  /**
   * Lets the resource use a subject.
   *
   * @param create as in {@link PutAssociations}
   */
  record Put(AssociationDraft draft, boolean create) implements AssociationStep {
    @Override
    public String type() {
      return draft.type();
    }

    @Override
    public Decision<List<Use>> take(Steps steps, Resource resource, boolean idNeeded) {
      return steps
          .take(new PutAssociations(resource, List.of(draft), create, idNeeded))
          .fold(done -> Decision.unchanged(done.reply().uses()), Rejected::new);
    }
  }

  /**
   * Ends an association, if there is one.
   *
   * @param type {@code key} or {@code value}; the latter if empty
   * @param cascade as in {@link DeleteAssociations}
   */
  record Delete(String type, boolean cascade) implements AssociationStep {
    public Delete {
      type = AssociationDraft.typeOf(type);
    }

    @Override
    public Decision<List<Use>> take(Steps steps, Resource resource, boolean idNeeded) {
      Optional<RegistryError> invalid = AssociationDraft.invalidType(type);
      AssociationFilter filter = new AssociationFilter(resource.type(), Set.of(type), Set.of());
      return invalid.isPresent()
          ? new Rejected<>(invalid.get())
          : steps
              .take(new DeleteAssociations(resource.id(), filter, cascade, false))
              .fold(done -> Decision.unchanged(List.of()), Rejected::new);
    }
  }
}
