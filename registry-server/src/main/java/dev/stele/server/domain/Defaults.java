package dev.stele.server.domain;

import dev.stele.schema.CompatibilityLevel;

/**
 * What holds where the log says nothing: the server's settings, at the end of every fall-back.
 *
 * @param level {@code schema.compatibility.level}
 * @param validateFields {@code schema.validate.fields}
 * @param validateNewSchemas {@code schema.validate.new.schemas}
 * @param modeMutable {@code mode.mutability}
 * @param rejectEmptySubject {@code schema.reject.empty.subject}
 */
public record Defaults(
    CompatibilityLevel level,
    boolean validateFields,
    boolean validateNewSchemas,
    boolean modeMutable,
    boolean rejectEmptySubject) {
  /** The reference registry's defaults. */
  public static final Defaults STANDARD =
      new Defaults(CompatibilityLevel.BACKWARD, false, true, true, false);
}
