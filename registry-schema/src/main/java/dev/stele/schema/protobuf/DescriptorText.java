package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import java.util.Base64;
import java.util.Optional;

/** Files in their compiled form: the base64 of a {@code FileDescriptorProto}. */
final class DescriptorText {
  private DescriptorText() {}

  /**
   * The source code that a text is the compiled form of. That may still be wrong: a descriptor can
   * contain any name.
   *
   * @return empty if the text is nothing compiled
   */
  static Optional<String> source(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      ExtensionRegistry extensions = OptionExtensions.in(FileDescriptorProto.parseFrom(bytes));
      FileDescriptorProto file = FileDescriptorProto.parseFrom(bytes, extensions);
      return Optional.of(FilePrinter.print(DescriptorReader.file(file, false), PrintStyle.PLAIN));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /**
   * The compiled form of a file, as the reference registry writes it: not linked, so that names of
   * types stay as they are.
   *
   * @param scope the file's package
   */
  static String of(ProtoFileElement file, Scope scope) {
    return Base64.getEncoder().encodeToString(DescriptorWriter.file(file, scope).toByteArray());
  }
}
