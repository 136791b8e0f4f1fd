package dev.stele.server.engine;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Format;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.Rule;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import dev.stele.schema.UnknownEntityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A schema language for tests. Every text is a schema, unless it starts with {@code bad}; spaces
 * around it do not count; {@code odd} texts have no normal form; the longer reads the shorter.
 */
public final class LineFormat implements Format {
  public static final SchemaType LINE = new SchemaType("LINE");

  private final AtomicInteger parses = new AtomicInteger();
  private final AtomicInteger comparisons = new AtomicInteger();

  static SchemaSource source(String text) {
    return new SchemaSource(LINE, text, List.of());
  }

  /** How often it was asked to parse. */
  int parses() {
    return parses.get();
  }

  /** How often its schemas were asked what keeps one from reading another. */
  int comparisons() {
    return comparisons.get();
  }

  @Override
  public SchemaType type() {
    return LINE;
  }

  @Override
  public ParsedSchema parse(SchemaSource source, Strictness strictness) {
    parses.incrementAndGet();
    if (source.text().startsWith("bad")) {
      throw new InvalidSchemaException("'" + source.text() + "' is bad");
    }
    return new Line(source.text().strip(), comparisons);
  }

  @Override
  public ParsedSchema ofLogical(SchemaSource ddl, String name) {
    parses.incrementAndGet();
    return new Line(name + " of " + ddl.text(), comparisons);
  }

  private record Line(String text, AtomicInteger comparisons) implements ParsedSchema {
    @Override
    public SchemaType type() {
      return LINE;
    }

    @Override
    public String canonicalText() {
      return text;
    }

    @Override
    public ParsedSchema normalized() {
      if (text.startsWith("odd")) {
        throw new InvalidSchemaException(Phase.VALIDATE, "'" + text + "' is odd");
      }
      return new Line("normal " + text, comparisons);
    }

    @Override
    public String text(String format) {
      return format + " " + text;
    }

    @Override
    public List<EntityTags> tags() {
      return List.of();
    }

    @Override
    public String tagged(List<TagEdit> edits) {
      throw new UnknownEntityException("A line has no fields");
    }

    @Override
    public FieldNames fieldNames() {
      return FieldNames.NONE;
    }

    @Override
    public boolean equivalent(ParsedSchema other) {
      return equals(other);
    }

    @Override
    public List<Incompatibility> flaws(CompatibilityPolicy policy) {
      return List.of();
    }

    @Override
    public List<Incompatibility> incompatibilities(
        ParsedSchema writer, CompatibilityPolicy policy) {
      comparisons.incrementAndGet();
      return text.length() >= writer.canonicalText().length()
          ? List.of()
          : List.of(Incompatibility.at(new Shorter(), "/", ""));
    }
  }

  private record Shorter() implements Rule {
    @Override
    public String name() {
      return "SHORTER";
    }

    @Override
    public String reason() {
      return "The longer reads the shorter.";
    }

    @Override
    public String message(Incompatibility found, Direction direction) {
      return "The "
          + direction.reader()
          + " schema is shorter than the "
          + direction.writer()
          + " schema";
    }

    @Override
    public String sentence(Incompatibility found, Direction direction) {
      return message(found, direction);
    }

    @Override
    public Optional<String> fix(Incompatibility found, Direction direction) {
      return Optional.empty();
    }
  }
}
