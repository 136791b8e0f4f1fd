package dev.stele.server.domain;

/** What becomes of a subject with the resource that uses it. */
public enum LifecyclePolicy {
  /**
   * The resource owns the subject: nobody else may use it, and it can go when the resource goes.
   */
  STRONG,
  /** The subject is one that several may use. */
  WEAK
}
