package dev.stele.schema;

import java.util.List;

/**
 * A schema text and all it stands on. Two equal sources mean the same schema, so what is true of
 * one may be remembered for ever.
 *
 * @param text as written
 * @param dependencies the texts of direct and indirect references, each after those it needs itself
 */
public record SchemaSource(SchemaType type, String text, List<Dependency> dependencies) {
  public SchemaSource {
    dependencies = List.copyOf(dependencies);
  }

  /**
   * A referenced text.
   *
   * @param reference how its referrer names it, and where it is registered; the version is 1 or
   *     more
   */
  public record Dependency(Reference reference, String text) {
    /** What the referrer calls it. */
    public String name() {
      return reference.name();
    }
  }
}
