package dev.stele.server.domain;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Format;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import dev.stele.schema.UnknownEntityException;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.schema.json.JsonFormat;
import dev.stele.schema.protobuf.ProtobufFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Asks the formats whenever it is asked, and remembers nothing. */
public final class DirectVerdicts implements Verdicts {
  private static final Map<SchemaType, Format> FORMATS =
      Map.of(
          SchemaType.AVRO,
          new AvroFormat(),
          SchemaType.JSON,
          new JsonFormat(),
          SchemaType.PROTOBUF,
          new ProtobufFormat());

  @Override
  public Parsed parse(SchemaSource source, Reading reading) {
    return verdict(
        () -> {
          ParsedSchema schema = format(source).parse(source, reading.strictness());
          return (reading.normalized() ? schema.normalized() : schema).canonicalText();
        });
  }

  private static Parsed verdict(Supplier<String> text) {
    try {
      return new Parsed.Valid(text.get());
    } catch (InvalidSchemaException e) {
      return new Parsed.Invalid(
          e.phase() == InvalidSchemaException.Phase.VALIDATE, e.getMessage(), e.reason());
    }
  }

  @Override
  public List<Incompatibility> incompatibilities(
      SchemaSource reader, SchemaSource writer, CompatibilityPolicy policy) {
    return stored(reader).incompatibilities(stored(writer), policy);
  }

  @Override
  public List<Incompatibility> flaws(SchemaSource source, CompatibilityPolicy policy) {
    return stored(source).flaws(policy);
  }

  @Override
  public boolean equivalent(SchemaSource one, SchemaSource other) {
    return stored(one).equivalent(stored(other));
  }

  @Override
  public Parsed formatted(SchemaSource source, String shape) {
    return verdict(() -> stored(source).text(shape));
  }

  @Override
  public Parsed ofLogical(SchemaSource ddl, String name) {
    return verdict(() -> format(ddl).ofLogical(ddl, name).canonicalText());
  }

  @Override
  public List<EntityTags> tags(SchemaSource source) {
    return stored(source).tags();
  }

  @Override
  public Parsed tagged(SchemaSource source, List<TagEdit> edits) {
    try {
      return new Parsed.Valid(stored(source).tagged(edits));
    } catch (UnknownEntityException e) {
      return new Parsed.Invalid(true, e.getMessage());
    }
  }

  @Override
  public FieldNames fieldNames(SchemaSource source) {
    return stored(source).fieldNames();
  }

  @Override
  public boolean knows(SchemaType type) {
    return FORMATS.containsKey(type);
  }

  private static Format format(SchemaSource source) {
    return Objects.requireNonNull(FORMATS.get(source.type()));
  }

  private static ParsedSchema stored(SchemaSource source) {
    return format(source).parse(source, Format.Strictness.STORED);
  }
}
