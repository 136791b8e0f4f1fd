package dev.stele.server.domain;

import dev.stele.schema.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A reference as a client sent it, which may lack a member.
 *
 * @param version 1 or more, or -1 for the latest
 */
public record RawReference(
    @Nullable String name, @Nullable String subject, @Nullable Integer version) {
  /** A reference that lacks nothing. */
  public static RawReference of(Reference reference) {
    return new RawReference(reference.name(), reference.subject(), reference.version());
  }

  /**
   * All members there.
   *
   * @throws References.UnresolvedException if one is missing
   */
  Reference complete() {
    if (name == null || subject == null || version == null) {
      throw new References.UnresolvedException("Invalid reference: " + this);
    }
    return new Reference(name, subject, version);
  }

  /** As the reference registry prints it in its messages. */
  @Override
  public String toString() {
    return "{name='" + name + "', subject='" + subject + "', version=" + version + "}";
  }
}
