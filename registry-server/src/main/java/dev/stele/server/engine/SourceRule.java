package dev.stele.server.engine;

import dev.stele.schema.Direction;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.Rule;
import java.util.Optional;

/** What can be wrong with two texts before a format compares them. */
enum SourceRule implements Rule {
  /** One is no schema, as a foreign log may hold it; the detail says why. */
  SCHEMA_UNREADABLE;

  @Override
  public String reason() {
    return "A text that is not a valid schema cannot be compared with another.";
  }

  @Override
  public String message(Incompatibility found, Direction direction) {
    return "{errorType:'%s', description:'%s', additionalInfo:'%s'}"
        .formatted(name(), sentence(found, direction), found.detail());
  }

  @Override
  public String sentence(Incompatibility found, Direction direction) {
    return "The %s schema cannot be compared with the %s schema"
        .formatted(direction.reader(), direction.writer());
  }

  @Override
  public Optional<String> fix(Incompatibility found, Direction direction) {
    return Optional.empty();
  }
}
