package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
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

/** A Protobuf file with those that it imports by reference. */
public final class ProtobufSchema implements ParsedSchema {
  private final FileSet files;
  private final Scope scope;
  private final String canonicalText;
  private final boolean isNormal;

  private ProtobufSchema(FileSet files, String canonicalText, boolean isNormal) {
    this.files = files;
    this.scope = DeclaredTypes.packageOf(files);
    this.canonicalText = canonicalText;
    this.isNormal = isNormal;
  }

  /**
   * @throws LimitExceededException if types are nested too deep
   */
  static ProtobufSchema of(FileSet files) {
    return new ProtobufSchema(files, FilePrinter.print(files.root(), PrintStyle.PLAIN), false);
  }

  /**
   * What must hold for a new schema, besides being readable.
   *
   * @throws InvalidSchemaException if it declares nothing, or has no normal form
   */
  void check() {
    if (canonicalText.isEmpty()) {
      throw new InvalidSchemaException(Phase.VALIDATE, "Empty schema: nothing is declared");
    }
    normalized();
  }

  @Override
  public SchemaType type() {
    return SchemaType.PROTOBUF;
  }

  @Override
  public String canonicalText() {
    return canonicalText;
  }

  /**
   * {@inheritDoc}
   *
   * @throws InvalidSchemaException if a type is not known, a map has a key that cannot be, or the
   *     normal form cannot be read, as is so with some defaults; only texts parsed as {@code
   *     STORED} are like that
   */
  @Override
  public ProtobufSchema normalized() {
    if (isNormal) {
      return this;
    }
    ProtoFileElement normalForm = new NormalForm(scope).of(files.root());
    String text = FilePrinter.print(normalForm, PrintStyle.NORMAL_FORM);
    if (text.isEmpty()) {
      return this; // a syntax 2 line and nothing else
    }
    FileSet normal = new FileSet(SchemaText.read(text, Phase.VALIDATE), files.imports());
    return new ProtobufSchema(normal, text, true);
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code serialized} is the base64 of the {@code FileDescriptorProto}, {@code
   * ignore_extensions} the canonical text without extensions and all that stands for them.
   */
  @Override
  public String text(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "serialized" -> DescriptorText.of(files.root(), scope);
      case "logical" -> Conversions.print(this::logical);
      case "ignore_extensions" -> FilePrinter.print(files.root(), PrintStyle.WITHOUT_EXTENSIONS);
      default -> canonicalText;
    };
  }

  @Override
  public List<EntityTags> tags() {
    return ProtobufTags.of(files.root());
  }

  @Override
  public String tagged(List<TagEdit> edits) {
    ProtoFileElement edited = new TagEditor(files.root()).edited(edits);
    return FilePrinter.print(edited, PrintStyle.PLAIN);
  }

  /** Those of all messages that are in no other, without those of oneofs. */
  @Override
  public FieldNames fieldNames() {
    return new FieldNames(
        files.root().getTypes().stream()
            .filter(MessageElement.class::isInstance)
            .flatMap(message -> ((MessageElement) message).getFields().stream())
            .map(FieldElement::getName)
            .collect(Collectors.toSet()));
  }

  /** Whether the canonical texts are the same. */
  @Override
  public boolean equivalent(ParsedSchema other) {
    return other instanceof ProtobufSchema that && canonicalText.equals(that.canonicalText);
  }

  @Override
  public List<Incompatibility> flaws(CompatibilityPolicy policy) {
    return Tables.flaws(policy, this::logical);
  }

  /**
   * {@inheritDoc}
   *
   * <p>{@code LENIENT} makes no difference.
   *
   * @throws IllegalArgumentException if the writer is of another type
   */
  @Override
  public List<Incompatibility> incompatibilities(ParsedSchema writer, CompatibilityPolicy policy) {
    if (!(writer instanceof ProtobufSchema that)) {
      throw new IllegalArgumentException(
          "A PROTOBUF schema cannot be compared with " + writer.type());
    }
    return Tables.changes(
        policy, Comparison.incompatibilities(files, that.files), this::logical, that::logical);
  }

  private LogicalSchema logical() {
    return LogicalReader.read(files, scope);
  }

  @Override
  public String toString() {
    return canonicalText;
  }
}
