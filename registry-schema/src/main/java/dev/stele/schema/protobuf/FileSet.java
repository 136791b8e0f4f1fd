package dev.stele.schema.protobuf;

import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import dev.stele.schema.Reference;
import java.util.List;

/**
 * A file and those it imports by reference, directly or not; without the files that everybody
 * knows.
 *
 * @param imports each after those it needs itself
 */
record FileSet(ProtoFileElement root, List<Imported> imports) {
  FileSet {
    imports = List.copyOf(imports);
  }

  /**
   * An imported file.
   *
   * @param reference its name is the path in the import; subject and version say where it is from
   */
  record Imported(Reference reference, ProtoFileElement file) {}
}
