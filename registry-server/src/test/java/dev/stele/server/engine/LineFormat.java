package dev.stele.server.engine;

import dev.stele.schema.Format;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A schema language for tests. Every text is a schema, unless it starts with {@code bad}; spaces
 * around it do not count; {@code odd} texts have no normal form; the longer reads the shorter.
 */
public final class LineFormat implements Format {
  public static final SchemaType LINE = new SchemaType("LINE");

  private final AtomicInteger parses = new AtomicInteger();

  static SchemaSource source(String text) {
    return new SchemaSource(LINE, text, List.of());
  }

  /** How often it was asked to parse. */
  int parses() {
    return parses.get();
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
    return new Line(source.text().strip());
  }

  private record Line(String text) implements ParsedSchema {
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
      return new Line("normal " + text);
    }

    @Override
    public String text(String format) {
      return format + " " + text;
    }

    @Override
    public boolean equivalent(ParsedSchema other) {
      return equals(other);
    }

    @Override
    public List<Incompatibility> incompatibilities(ParsedSchema writer) {
      return text.length() >= writer.canonicalText().length()
          ? List.of()
          : List.of(new Shorter(text));
    }
  }

  private record Shorter(String path) implements Incompatibility {
    @Override
    public String rule() {
      return "SHORTER";
    }

    @Override
    public String message(String reader, String writer) {
      return "The " + reader + " schema is shorter than the " + writer + " schema";
    }
  }
}
