package dev.stele.server.domain;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the schemas of a state are made of. References that many versions have in common are
 * followed once. Used for one question.
 */
final class Sources {
  private final State state;
  private final Map<Footing, SchemaSource> met = new HashMap<>();

  Sources(State state) {
    this.state = state;
  }

  /** All that decides which texts a schema stands on. */
  private record Footing(SchemaType type, String context, List<Reference> references) {}

  /** See {@link References#source}. */
  SchemaSource of(SchemaVersion version) {
    SchemaContent content = version.content();
    Footing footing =
        new Footing(content.type(), version.subject().context(), content.references());
    return met.computeIfAbsent(footing, unknown -> References.source(state, version))
        .with(content.hashed());
  }
}
