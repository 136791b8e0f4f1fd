package dev.stele.server.domain;

/**
 * Where in {@code _schemas} a fact stands.
 *
 * @param offset of its record
 * @param timestampMs of its record, milliseconds since 1970
 */
public record Stamp(long offset, long timestampMs) {
  /** Of a fact that is decided and not written yet; later than all that are. */
  public static final Stamp PENDING = new Stamp(Long.MAX_VALUE, 0);
}
