package dev.stele.schema.protobuf;

/** What of a file is printed. */
enum PrintStyle {
  /** Everything but comments and weak imports. */
  PLAIN,
  /** Of a file in {@link NormalForm} everything but oneofs without members. */
  NORMAL_FORM,
  /** Neither extensions, nor ranges for them, nor options that are extensions, but known ones. */
  WITHOUT_EXTENSIONS
}
