package dev.stele.schema;

import java.util.Optional;
import java.util.Set;

/**
 * The names of a schema's outermost fields.
 *
 * @param all of the fields themselves, not of those inside of them
 * @param flaw what is wrong with them where names are checked, in the reference registry's words
 */
public record FieldNames(Set<String> all, Optional<String> flaw) {
  public static final FieldNames NONE = new FieldNames(Set.of());

  public FieldNames {
    all = Set.copyOf(all);
  }

  /** Names with which nothing is wrong. */
  public FieldNames(Set<String> all) {
    this(all, Optional.empty());
  }
}
