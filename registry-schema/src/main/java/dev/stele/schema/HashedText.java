package dev.stele.schema;

import org.jspecify.annotations.Nullable;

/** A text that computes its digest when first asked, and keeps it. Immutable and thread-safe. */
public final class HashedText {
  private final String text;
  // Threads that race compute the same.
  private volatile @Nullable Sha256 digest;

  public HashedText(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  Sha256 digest() {
    Sha256 known = digest;
    if (known == null) {
      known = new Sha256.Builder().add(text).build();
      digest = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HashedText that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
