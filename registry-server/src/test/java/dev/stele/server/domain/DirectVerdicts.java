package dev.stele.server.domain;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Format;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import java.util.List;

/** Asks Avro whenever it is asked, and remembers nothing. */
public final class DirectVerdicts implements Verdicts {
  private final Format avro = new AvroFormat();

  @Override
  public Parsed parse(SchemaSource source, Reading reading) {
    try {
      ParsedSchema schema =
          avro.parse(source, reading.asNew() ? Format.Strictness.NEW : Format.Strictness.STORED);
      return new Parsed.Valid(
          (reading.normalized() ? schema.normalized() : schema).canonicalText());
    } catch (InvalidSchemaException e) {
      return new Parsed.Invalid(
          e.phase() == InvalidSchemaException.Phase.VALIDATE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Incompatibility> incompatibilities(
      SchemaSource reader, SchemaSource writer, CompatibilityPolicy policy) {
    return stored(reader).incompatibilities(stored(writer), policy);
  }

  @Override
  public boolean equivalent(SchemaSource one, SchemaSource other) {
    return stored(one).equivalent(stored(other));
  }

  @Override
  public String formatted(SchemaSource source, String shape) {
    return stored(source).text(shape);
  }

  @Override
  public boolean knows(SchemaType type) {
    return type.equals(SchemaType.AVRO);
  }

  private ParsedSchema stored(SchemaSource source) {
    return avro.parse(source, Format.Strictness.STORED);
  }
}
