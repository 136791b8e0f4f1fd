package dev.stele.server.domain;

import java.util.List;
import java.util.Optional;

/** What a resource uses subjects for. */
public record ResourceAssociations(Resource resource, List<Use> uses) {
  public ResourceAssociations {
    uses = List.copyOf(uses);
  }

  /**
   * One association.
   *
   * @param schema the version that was registered with it, or that was asked for
   */
  public record Use(Association association, Optional<SchemaVersion> schema) {}
}
