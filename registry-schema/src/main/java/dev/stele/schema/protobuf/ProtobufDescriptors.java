package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import dev.stele.schema.InvalidSchemaException;
import dev.stele.schema.SchemaSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Between the text of a schema and the descriptors that programs read and write messages by. */
public final class ProtobufDescriptors {
  private ProtobufDescriptors() {}

  /**
   * The text of a file, as the reference registry's clients make it: names of types stay as they
   * are, maps stay the repeated entries that the Protobuf compiler makes of them. Only the maps of
   * what {@link #link} has made are maps again, so that a text survives both ways.
   *
   * @throws InvalidSchemaException if something in the file cannot be said in a text, such as a
   *     field of an edition that is encoded like a group
   */
  public static String text(FileDescriptor file) {
    try {
      FileDescriptorProto compiled =
          FileDescriptorProto.parseFrom(file.toProto().toByteString(), OptionExtensions.in(file));
      return FilePrinter.print(DescriptorReader.file(compiled, true), PrintStyle.PLAIN);
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      throw new InvalidSchemaException(
          "The descriptor of " + file.getName() + " has no text: " + e.getMessage(), e);
    }
  }

  /** Whether a file is one that everybody knows, so that no schema needs a reference to it. */
  public static boolean isWellKnown(String path) {
    return WellKnown.file(path).isPresent();
  }

  /**
   * The descriptors of a text and all that it imports. Files of {@code google/protobuf} are those
   * of the library.
   *
   * @throws InvalidSchemaException if the text cannot be read, or the library refuses it, which is
   *     stricter than registries are
   */
  public static FileDescriptor link(SchemaSource source) {
    FileSet files = ProtobufFormat.files(source);
    try {
      return new Linker(files, false).root();
    } catch (LimitExceededException e) {
      throw new InvalidSchemaException(String.valueOf(e.getMessage()), e);
    } catch (InvalidSchemaException strict) {
      try {
        // Registries let a text use what it does not import, and import what nobody has.
        return new Linker(files, true).root();
      } catch (InvalidSchemaException e) {
        throw strict;
      }
    }
  }

  /**
   * The messages of a text by their indexes.
   *
   * @throws InvalidSchemaException if the text cannot be read
   */
  public static MessageIndexes indexes(SchemaSource source) {
    FileSet files = ProtobufFormat.files(source);
    Map<String, ProtoFileElement> imports = new HashMap<>(WellKnown.files());
    files.imports().forEach(imported -> imports.put(imported.reference().name(), imported.file()));
    return new MessageIndexes(declaring(files.root(), imports));
  }

  /** The file whose messages are meant: the first one along public imports that declares any. */
  private static ProtoFileElement declaring(
      ProtoFileElement root, Map<String, ProtoFileElement> imports) {
    ProtoFileElement file = root;
    for (int steps = 0; steps < imports.size(); steps++) {
      List<String> onward = file.getPublicImports();
      if (!file.getTypes().isEmpty() || onward.isEmpty()) {
        return file;
      }
      ProtoFileElement next = imports.get(onward.get(0));
      if (next == null) {
        return file;
      }
      file = next;
    }
    return file;
  }
}
