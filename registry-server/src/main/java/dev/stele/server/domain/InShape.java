package dev.stele.server.domain;

/**
 * Asks for a schema's text in another shape.
 *
 * @param shape a name the format knows, for instance {@code resolved}; others give the text itself
 */
public record InShape(SchemaVersion version, String shape) implements Query<String> {
  @Override
  public Decision<String> answer(State state, Verdicts verdicts) {
    return Decision.unchanged(verdicts.formatted(References.source(state, version), shape));
  }
}
