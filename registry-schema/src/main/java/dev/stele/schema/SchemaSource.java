package dev.stele.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A schema text and all it stands on. Two equal sources mean the same schema, so what is true of
 * one may be remembered for ever. Immutable and thread-safe.
 */
public final class SchemaSource {
  // Begins what no text alone does.
  private static final int NO_LENGTH = -1;

  private final SchemaType type;
  private final HashedText text;
  private final Dependencies dependencies;
  // Threads that race compute the same.
  private volatile @Nullable Id id;

  /**
   * @param text as written
   * @param dependencies the texts of direct and indirect references, each after those it needs
   *     itself
   */
  public SchemaSource(SchemaType type, HashedText text, List<Dependency> dependencies) {
    this(type, text, new Dependencies(List.copyOf(dependencies)));
  }

  /** A source whose text nobody has hashed yet. */
  public SchemaSource(SchemaType type, String text, List<Dependency> dependencies) {
    this(type, new HashedText(text), dependencies);
  }

  private SchemaSource(SchemaType type, HashedText text, Dependencies dependencies) {
    this.type = type;
    this.text = text;
    this.dependencies = dependencies;
  }

  /** Another text on the same dependencies, which are not hashed again. */
  public SchemaSource with(HashedText other) {
    return new SchemaSource(type, other, dependencies);
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
    return dependencies.all;
  }

  /** What stands for this source, in little space; computed when first asked, and kept. */
  public Id id() {
    Id known = id;
    if (known == null) {
      known = new Id(type, dependencies.all.isEmpty() ? text.digest() : digestOfBoth());
      id = known;
    }
    return known;
  }

  private Sha256 digestOfBoth() {
    return new Sha256.Builder()
        .add(NO_LENGTH)
        .add(text.digest())
        .add(dependencies.digest())
        .build();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SchemaSource that
        && type.equals(that.type)
        && text.equals(that.text)
        && dependencies.all.equals(that.dependencies.all);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, text, dependencies.all);
  }

  @Override
  public String toString() {
    return type + " " + text + (dependencies.all.isEmpty() ? "" : " on " + dependencies.all);
  }

  private static final class Dependencies {
    private final List<Dependency> all;
    private volatile @Nullable Sha256 digest;

    Dependencies(List<Dependency> all) {
      this.all = all;
    }

    Sha256 digest() {
      Sha256 known = digest;
      if (known == null) {
        Sha256.Builder parts = new Sha256.Builder();
        for (Dependency dependency : all) {
          Reference reference = dependency.reference();
          parts.add(reference.name()).add(reference.subject()).add(reference.version());
          parts.add(dependency.hashed().digest());
        }
        known = parts.build();
        digest = known;
      }
      return known;
    }
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
