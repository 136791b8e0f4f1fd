package dev.stele.schema;

/** Which changes of a subject are refused. */
public enum CompatibilityLevel {
  NONE(false, false, false),
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean backward;
  private final boolean forward;
  private final boolean transitive;

  CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
    this.backward = backward;
    this.forward = forward;
    this.transitive = transitive;
  }

  /** Whether a new schema must read data of the old ones. */
  public boolean isBackward() {
    return backward;
  }

  /** Whether the old schemas must read data of a new one. */
  public boolean isForward() {
    return forward;
  }

  /** Whether all versions are protected, and not only the latest. */
  public boolean isTransitive() {
    return transitive;
  }
}
