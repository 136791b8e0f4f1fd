package dev.stele.schema.protobuf;

import dev.stele.schema.Reference;

/**
 * Where a type is from. Two types of one origin and name are the same.
 *
 * @param subject the subject of a referenced file, or the path of one that everybody knows
 * @param version 0 for files without versions
 */
record Origin(String subject, int version) {
  /** The compared files themselves: their types are compared where they are declared. */
  static final Origin ROOT = new Origin("", 0);

  static Origin of(Reference reference) {
    return new Origin(reference.subject(), reference.version());
  }

  static Origin wellKnown(String path) {
    return new Origin(path, 0);
  }

  /** What follows a type's name in a sentence. */
  String description() {
    if (equals(ROOT)) {
      return "";
    }
    return version == 0 ? " of " + subject : " of subject '" + subject + "' version " + version;
  }
}
