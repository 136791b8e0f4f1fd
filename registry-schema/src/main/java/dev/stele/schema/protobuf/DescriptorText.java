package dev.stele.schema.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
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
      return Optional.of(FilePrinter.print(DescriptorReader.file(file), PrintStyle.PLAIN));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /**
   * The compiled form of the root file, as the reference registry writes it: not linked, so that
   * names of types stay as they are.
   *
   * @throws LimitExceededException if types are nested too deep
   */
  static String of(FileSet files) {
    return Base64.getEncoder().encodeToString(DescriptorWriter.file(files).toByteArray());
  }
}
