package dev.stele.schema.avro;

import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.EntityTags;
import dev.stele.schema.FieldNames;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.ParsedSchema;
import dev.stele.schema.SchemaType;
import dev.stele.schema.TagEdit;
import dev.stele.schema.logical.Conversions;
import dev.stele.schema.logical.LogicalSchema;
import dev.stele.schema.logical.Tables;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** An Avro schema with the names it takes from other schemas. */
public final class AvroSchema implements ParsedSchema {
  private final Schema schema;
  private final List<Schema> referenced;
  private final String canonicalText;

  private AvroSchema(Schema schema, List<Schema> referenced, String canonicalText) {
    this.schema = schema;
    this.referenced = List.copyOf(referenced);
    this.canonicalText = canonicalText;
  }

  /**
   * @param referenced the outermost schemas of the dependencies
   * @throws InvalidSchemaException if types or the text are nested too deeply
   */
  static AvroSchema of(Schema schema, List<Schema> referenced) {
    GraphDepth.check(schema);
    String canonicalText = print(schema, referenced);
    TextLimits.checkNesting(canonicalText);
    return new AvroSchema(schema, referenced, canonicalText);
  }

  /** Prints a schema, and of the referenced ones only the names; types inside them are repeated. */
  @SuppressWarnings("deprecation") // no other printer of Avro knows references
  private static String print(Schema schema, List<Schema> referenced) {
    return schema.toString(referenced, false);
  }

  /** The schema for Avro's own classes, references resolved. To be read only. */
  public Schema schema() {
    return schema;
  }

  @Override
  public SchemaType type() {
    return SchemaType.AVRO;
  }

  @Override
  public String canonicalText() {
    return canonicalText;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidSchemaException if a default or a property has no normal form; only texts parsed
   *     as {@code STORED} have such defaults
   */
  @Override
  public AvroSchema normalized() {
    return AvroFormat.bordered(
        Phase.VALIDATE,
        () -> {
          Schema.Parser parser =
              new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
          return of(parser.parse(NormalForm.of(schema)), referenced);
        });
  }

  /** {@inheritDoc} {@code resolved} has references inlined. */
  @Override
  public String text(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "resolved" -> schema.toString();
      case "logical" -> Conversions.print(this::logical);
      default -> canonicalText;
    };
  }

  private LogicalSchema logical() {
    return AvroFormat.bordered(Phase.VALIDATE, () -> LogicalReader.read(schema, referenced));
  }

  @Override
  public List<EntityTags> tags() {
    return AvroFormat.bordered(Phase.VALIDATE, () -> AvroTags.of(schema));
  }

  @Override
  public String tagged(List<TagEdit> edits) {
    return new TagEditor(canonicalText).edited(edits);
  }

  /** Those of a record. */
  @Override
  public FieldNames fieldNames() {
    return schema.getType() == Schema.Type.RECORD
        ? new FieldNames(
            schema.getFields().stream().map(Schema.Field::name).collect(Collectors.toSet()))
        : FieldNames.NONE;
  }

  /** Avro's equality, and besides what that leaves out: documentation, aliases, enum defaults. */
  @Override
  public boolean equivalent(ParsedSchema other) {
    return other instanceof AvroSchema that
        && AvroFormat.bordered(
            Phase.VALIDATE,
            () -> schema.equals(that.schema) && new Annotations().equal(schema, that.schema));
  }

  @Override
  public List<Incompatibility> flaws(CompatibilityPolicy policy) {
    return Tables.flaws(policy, this::logical);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Never fails for a writer in Avro: what cannot be compared is reported as not readable.
   *
   * @throws IllegalArgumentException if the writer is of another type
   */
  @Override
  public List<Incompatibility> incompatibilities(ParsedSchema writer, CompatibilityPolicy policy) {
    if (!(writer instanceof AvroSchema that)) {
      throw new IllegalArgumentException("An AVRO schema cannot be compared with " + writer.type());
    }
    return Tables.changes(
        policy, Resolution.incompatibilities(schema, that.schema), this::logical, that::logical);
  }

  @Override
  public String toString() {
    return canonicalText;
  }
}
