package dev.stele.server.domain;

import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Verdicts.Parsed;

/**
 * Asks for a schema's text in another shape.
 *
 * @param shape a name the format knows, for instance {@code resolved}; others give the text itself
 */
public record InShape(SchemaVersion version, String shape) implements Query<String> {
  @Override
  public Decision<String> answer(State state, Verdicts verdicts) {
    Parsed text = verdicts.formatted(References.source(state, version), shape);
    return text instanceof Parsed.Valid valid
        ? Decision.unchanged(valid.canonicalText())
        : new Rejected<>(RegistryError.invalidSchema(((Parsed.Invalid) text).message()));
  }
}
