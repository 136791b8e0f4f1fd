package dev.stele.server.domain;

/**
 * One version of a subject.
 *
 * @param version 1 or more
 * @param id 0 or more, of the schema within the subject's context
 * @param deleted softly: hidden from listings and kept for readers that hold the id
 */
public record SchemaVersion(
    Subject subject, int version, int id, SchemaContent content, boolean deleted, Stamp stamp) {
  public VersionKey key() {
    return new VersionKey(subject, version);
  }

  SchemaVersion stamped(Stamp other) {
    return new SchemaVersion(subject, version, id, content, deleted, other);
  }

  SchemaVersion softDeleted() {
    return new SchemaVersion(subject, version, id, content, true, stamp);
  }
}
