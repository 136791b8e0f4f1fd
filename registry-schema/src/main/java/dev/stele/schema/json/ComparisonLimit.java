package dev.stele.schema.json;

import dev.stele.schema.Incompatibility;

/** Why a comparison was given up. Never leaves {@link Comparer}. */
final class ComparisonLimit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ComparisonLimit(String reason) {
    super(reason, null, false, false);
  }

  /** The same for those who asked for the comparison. */
  Incompatibility finding() {
    return Incompatibility.at(JsonRule.COMPARISON_GIVEN_UP, "#/", String.valueOf(getMessage()));
  }
}
