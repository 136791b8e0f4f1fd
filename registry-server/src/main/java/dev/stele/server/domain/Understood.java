package dev.stele.server.domain;

/** What became of a schema that was sent. */
sealed interface Understood permits Candidate, Unusable {
  /** Accepted without events, or refused in the reference registry's words. */
  Decision<Candidate> decision();
}
