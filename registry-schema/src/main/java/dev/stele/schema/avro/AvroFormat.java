package dev.stele.schema.avro;

import dev.stele.schema.Format;
import dev.stele.schema.HashedText;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.logical.Conversions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Apache Avro, read by Avro Java's own parser within limits. */
public final class AvroFormat implements Format {
  @Override
  public SchemaType type() {
    return SchemaType.AVRO;
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code NEW} requires names and namespaces of ASCII letters, digits and underscores, and
   * defaults that fit their types. Otherwise names may have letters of every script and namespaces
   * anything, and defaults are not looked at.
   */
  @Override
  public AvroSchema parse(SchemaSource source, Strictness strictness) {
    if (!source.type().equals(SchemaType.AVRO)) {
      throw new IllegalArgumentException("Not an AVRO source but " + source.type());
    }
    return bordered(
        Phase.PARSE,
        () -> {
          TextLimits.check(source);
          return strictness == Strictness.NEW ? parseNew(source) : parseStored(source);
        });
  }

  private static AvroSchema parseNew(SchemaSource source) {
    return parse(source, new Schema.Parser(NameValidator.STRICT_VALIDATOR));
  }

  private static AvroSchema parseStored(SchemaSource source) {
    // Avro applies one rule to names and namespaces, so names are checked afterwards.
    Schema.Parser parser =
        new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    AvroSchema schema = parse(source, parser);
    parser.getTypes().values().forEach(StoredNames::check);
    return schema;
  }

  private static AvroSchema parse(SchemaSource source, Schema.Parser parser) {
    List<Schema> referenced = new ArrayList<>();
    for (SchemaSource.Dependency dependency : source.dependencies()) {
      referenced.add(parser.parse(dependency.text()));
    }
    return AvroSchema.of(parser.parse(source.text()), referenced);
  }

  @Override
  public AvroSchema ofLogical(SchemaSource ddl, String name) {
    return Conversions.write(
        ddl,
        schema -> {
          HashedText text = new HashedText(LogicalWriter.write(schema, name));
          return parse(ddl.with(text), Strictness.NEW).normalized();
        });
  }

  /**
   * Runs what calls Avro, and turns everything it throws into one exception: on bad texts that is
   * not only {@code AvroRuntimeException}, but also {@code NullPointerException}, {@code
   * NumberFormatException}, {@code IllegalArgumentException} and others, with messages that the
   * reference registry passes on. A stack overflow is possible before the depth is known, when
   * types refer to later ones; Avro leaves nothing behind then.
   */
  static <T> T bordered(Phase phase, Supplier<T> work) {
    try {
      return work.get();
    } catch (InvalidSchemaException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw new InvalidSchemaException(phase, GraphDepth.TOO_DEEP, e);
    } catch (RuntimeException e) {
      throw new InvalidSchemaException(phase, Objects.toString(e.getMessage(), e.toString()), e);
    }
  }
}
