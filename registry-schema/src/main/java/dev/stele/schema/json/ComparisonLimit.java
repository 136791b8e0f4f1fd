package dev.stele.schema.json;

/** Why a comparison was given up. Never leaves {@link Comparer}. */
final class ComparisonLimit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ComparisonLimit(String reason) {
    super(reason, null, false, false);
  }
}
