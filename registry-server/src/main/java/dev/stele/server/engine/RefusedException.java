package dev.stele.server.engine;

import dev.stele.server.domain.RegistryError;

/** A refusal on its way to the HTTP layer. Nothing was written. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient RegistryError error;
  private final long offset;

  /**
   * @param offset the next offset of {@code _schemas} behind which the refusal holds
   */
  public RefusedException(RegistryError error, long offset) {
    super(error.message(), null, false, false);
    this.error = error;
    this.offset = offset;
  }

  public RegistryError error() {
    return error;
  }

  public long offset() {
    return offset;
  }
}
