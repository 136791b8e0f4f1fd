package dev.stele.schema.protobuf;

import dev.stele.schema.Incompatibility;
import java.util.List;

/** One comparison of a reader's file with a writer's. */
final class Comparison {
  private Comparison() {}

  /** What keeps the reader from reading the writer's data; empty if nothing does. */
  static List<Incompatibility> incompatibilities(FileSet reader, FileSet writer) {
    throw new UnsupportedOperationException(reader + " " + writer);
  }
}
