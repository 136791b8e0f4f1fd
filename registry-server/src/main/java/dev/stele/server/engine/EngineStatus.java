package dev.stele.server.engine;

import dev.stele.server.log.Claim;
import java.util.Optional;

/**
 * What the engine is doing, for health and metrics.
 *
 * @param claim the one this node holds; empty while it is not the writer
 * @param claims how often it took the role
 * @param waiting commands not answered yet
 * @param commands commands answered after a transaction
 * @param transactions transactions committed
 * @param forwarded commands sent on to the writer
 * @param refusal why the last claim failed; empty once one succeeded
 */
public record EngineStatus(
    Optional<Claim> claim,
    long claims,
    int waiting,
    long commands,
    long transactions,
    long forwarded,
    Optional<String> refusal) {
  /** Of an engine that has done nothing. */
  public static final EngineStatus IDLE =
      new EngineStatus(Optional.empty(), 0, 0, 0, 0, 0, Optional.empty());
}
