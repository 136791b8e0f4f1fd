package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import dev.stele.schema.Format;
import dev.stele.schema.HashedText;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.InvalidSchemaException.Phase;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaType;
import dev.stele.schema.logical.Conversions;
import java.util.ArrayList;
import java.util.List;

/** Protocol Buffers, syntax 2 and 3, read by Wire's parser within limits. */
public final class ProtobufFormat implements Format {
  /** The most characters of a text and all it depends on; ten thousand fields take a quarter. */
  static final int MAX_CHARS = 2_000_000;

  @Override
  public SchemaType type() {
    return SchemaType.PROTOBUF;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A text is source code, or the base64 of a {@code FileDescriptorProto}. {@code NEW} and
   * {@code SENT} require that all types are known: declared in the text, in a dependency, whether
   * it is imported or not, or in a file that everybody knows. Imports that nothing is known of are
   * taken as they are.
   */
  @Override
  public ProtobufSchema parse(SchemaSource source, Strictness strictness) {
    if (!source.type().equals(SchemaType.PROTOBUF)) {
      throw new IllegalArgumentException("Not a PROTOBUF source but " + source.type());
    }
    ProtobufSchema schema = understood(files(source));
    if (strictness != Strictness.STORED) {
      schema.check();
    }
    return schema;
  }

  /**
   * Reads a text and all it depends on, within limits.
   *
   * @throws InvalidSchemaException if one cannot be read
   */
  static FileSet files(SchemaSource source) {
    checkLength(source);
    return new FileSet(read(source.text()), imports(source));
  }

  private static List<FileSet.Imported> imports(SchemaSource source) {
    List<FileSet.Imported> imports = new ArrayList<>();
    for (SchemaSource.Dependency dependency : source.dependencies()) {
      imports.add(new FileSet.Imported(dependency.reference(), read(dependency.text())));
    }
    return imports;
  }

  @Override
  public ProtobufSchema ofLogical(SchemaSource ddl, String name) {
    return Conversions.write(
        ddl,
        schema -> {
          checkLength(ddl);
          HashedText text = new HashedText(LogicalWriter.write(schema, name, imports(ddl)));
          return parse(ddl.with(text), Strictness.NEW).normalized();
        });
  }

  private static ProtobufSchema understood(FileSet files) {
    try {
      return ProtobufSchema.of(files);
    } catch (LimitExceededException e) {
      throw new InvalidSchemaException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void checkLength(SchemaSource source) {
    long chars = source.text().length();
    for (SchemaSource.Dependency dependency : source.dependencies()) {
      chars += dependency.text().length();
    }
    if (chars > MAX_CHARS) {
      throw new InvalidSchemaException(
          "Too large: %d characters with its references, of %d that are allowed"
              .formatted(chars, MAX_CHARS));
    }
  }

  private static ProtoFileElement read(String text) {
    try {
      return SchemaText.read(text, Phase.PARSE);
    } catch (InvalidSchemaException e) {
      // What is said of a bad descriptor is what is wrong with it as source code.
      return SchemaText.read(DescriptorText.source(text).orElseThrow(() -> e), Phase.PARSE);
    }
  }
}
