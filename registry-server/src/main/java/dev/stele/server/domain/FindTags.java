package dev.stele.server.domain;

import dev.stele.schema.EntityTags;
import java.util.List;
import java.util.Set;

/**
 * Asks what in a schema's text bears tags; the answer has all tags of each.
 *
 * @param wanted of these at least one; {@code *} for any
 */
public record FindTags(SchemaVersion version, Set<String> wanted)
    implements Query<List<EntityTags>> {
  private static final String ANY = "*";

  public FindTags {
    wanted = Set.copyOf(wanted);
  }

  @Override
  public Decision<List<EntityTags>> answer(State state, Verdicts verdicts) {
    return Decision.unchanged(
        verdicts.tags(References.source(state, version)).stream()
            .filter(
                bearer -> wanted.contains(ANY) || bearer.tags().stream().anyMatch(wanted::contains))
            .toList());
  }
}
