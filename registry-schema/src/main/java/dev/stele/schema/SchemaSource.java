package dev.stele.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A schema text and all it stands on. Two equal sources mean the same schema, so what is true of
 * one may be remembered for ever. Immutable and thread-safe.
 */
public final class SchemaSource {
  private final SchemaType type;
  private final HashedText text;
  private final List<Dependency> dependencies;
  // Threads that race compute the same.
  private volatile @Nullable Id id;

  /**
   * @param text as written
   * @param dependencies the texts of direct and indirect references, each after those it needs
   *     itself
   */
  public SchemaSource(SchemaType type, HashedText text, List<Dependency> dependencies) {
    this.type = type;
    this.text = text;
    this.dependencies = List.copyOf(dependencies);
  }

  /** A source whose text nobody has hashed yet. */
  public SchemaSource(SchemaType type, String text, List<Dependency> dependencies) {
    this(type, new HashedText(text), dependencies);
  }

  public SchemaType type() {
    return type;
  }

  /** As written. */
  public String text() {
    return text.text();
  }

  /** The texts of direct and indirect references, each after those it needs itself. */
  public List<Dependency> dependencies() {
    return dependencies;
  }

  /** What stands for this source, in little space; computed when first asked, and kept. */
  public Id id() {
    Id known = id;
    if (known == null) {
      known = new Id(type, dependencies.isEmpty() ? text.digest() : digestOfAll());
      id = known;
    }
    return known;
  }

  private Sha256 digestOfAll() {
    // Of a text alone the length comes first, which is never negative.
    Sha256.Builder all = new Sha256.Builder().add(-dependencies.size()).add(text.digest());
    for (Dependency dependency : dependencies) {
      Reference reference = dependency.reference();
      all.add(reference.name()).add(reference.subject()).add(reference.version());
      all.add(dependency.hashed().digest());
    }
    return all.build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaSource that
        && type.equals(that.type)
        && text.equals(that.text)
        && dependencies.equals(that.dependencies);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, text, dependencies);
  }

  @Override
  public String toString() {
    return type + " " + text + (dependencies.isEmpty() ? "" : " on " + dependencies);
  }

  /** Equal for equal sources, and for no two others that anybody knows. */
  public record Id(SchemaType type, Sha256 digest) {}

  /**
   * A referenced text.
   *
   * @param reference how its referrer names it, and where it is registered; the version is 1 or
   *     more
   */
  public record Dependency(Reference reference, HashedText hashed) {
    /** A dependency whose text nobody has hashed yet. */
    public Dependency(Reference reference, String text) {
      this(reference, new HashedText(text));
    }

    public String text() {
      return hashed.text();
    }

    /** What the referrer calls it. */
    public String name() {
      return reference.name();
    }
  }
}
