package dev.stele.schema;

import java.util.Objects;

/** Tags are to be put on something that a schema does not have. The message names it. */
public final class UnknownEntityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownEntityException(String message) {
    super(message);
  }

  /** That no entity has this path; the reference registry's words. */
  public static UnknownEntityException at(SchemaEntity entity) {
    return new UnknownEntityException(
        "No matching path '" + entity.path() + "' found in the schema");
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
