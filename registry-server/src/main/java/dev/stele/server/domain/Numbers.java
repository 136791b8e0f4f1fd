package dev.stele.server.domain;

import java.util.OptionalInt;

/**
 * The version and the id that a client wants a schema to have.
 *
 * @param version 0 for the next one; -1 the next one too, unless the latest is the same; below that
 *     the next one in any case. All but 0 put the number in the metadata
 * @param id 0 or more; empty for any
 */
public record Numbers(int version, OptionalInt id) {
  /** What the registry gives. */
  public static final Numbers ANY = new Numbers(0, OptionalInt.empty());

  /** Whether a version that the schema already is will do. */
  boolean admit(SchemaVersion found) {
    boolean same = id.isPresent() && id.getAsInt() == found.id();
    if (version > 0) {
      return same && version == found.version();
    }
    return (version == 0 || latestOnly()) && (same || id.isEmpty());
  }

  /** Whether no version older than the latest will do. */
  boolean latestOnly() {
    return version == VersionSpec.LATEST.number();
  }

  /** Whether the number is to be in the metadata. */
  boolean stamped() {
    return version != 0;
  }
}
