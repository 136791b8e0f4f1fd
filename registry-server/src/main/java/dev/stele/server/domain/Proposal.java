package dev.stele.server.domain;

/** A schema that was sent: one that may be kept, or none. */
sealed interface Proposal permits Candidate, Unusable {
  /** Accepted without events, or refused in the reference registry's words. */
  Decision<Candidate> decision();
}
