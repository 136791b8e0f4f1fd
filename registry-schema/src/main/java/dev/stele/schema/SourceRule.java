package dev.stele.schema;

import java.util.Optional;

/** What can be wrong with two texts before a format compares them. */
public enum SourceRule implements Rule {
  /** One is no schema, as a foreign log may hold it; the detail says why. */
  SCHEMA_UNREADABLE("A text that is not a valid schema cannot be compared with another.") {
    @Override
    public String message(Incompatibility found, Direction direction) {
      return "{errorType:'%s', description:'%s', additionalInfo:'%s'}"
          .formatted(name(), description(direction), found.detail());
    }

    @Override
    public String sentence(Incompatibility found, Direction direction) {
      return description(direction) + ": " + found.detail();
    }

    private String description(Direction direction) {
      return "The %s schema cannot be compared with the %s schema"
          .formatted(direction.reader(), direction.writer());
    }
  },

  /** The two are written in different languages; their values are the languages' names. */
  SCHEMA_TYPE_CHANGED("Data is read with the schema language it was written with.") {
    @Override
    public String message(Incompatibility found, Direction direction) {
      return "Incompatible because of different schema type";
    }

    @Override
    public String sentence(Incompatibility found, Direction direction) {
      return "The %s schema is of type %s, the %s schema of type %s."
          .formatted(
              direction.reader(),
              found.reader().value(),
              direction.writer(),
              found.writer().value());
    }

    @Override
    public Optional<String> fix(Incompatibility found, Direction direction) {
      return Optional.of("Register the schema under a subject of its own.");
    }
  };

  private final String reason;

  SourceRule(String reason) {
    this.reason = reason;
  }

  static Incompatibility typeChanged(SchemaType reader, SchemaType writer) {
    return new Incompatibility(
        SCHEMA_TYPE_CHANGED,
        new Incompatibility.Place("/", reader.name()),
        new Incompatibility.Place("/", writer.name()),
        "");
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public Optional<String> fix(Incompatibility found, Direction direction) {
    return Optional.empty();
  }
}
