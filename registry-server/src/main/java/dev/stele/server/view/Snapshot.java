package dev.stele.server.view;

import dev.stele.server.domain.State;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Position;
import java.util.List;
import java.util.Optional;

/**
 * One consistent moment of the log.
 *
 * @param applied everything before it is in the state
 * @param claim the last barrier seen; empty if none, or if it was compacted away
 * @param quarantined records that could not be understood and are not in the state
 * @param unfit why nothing may be decided on this state; empty if it may
 */
public record Snapshot(
    State state,
    Position applied,
    Optional<Claim> claim,
    List<Quarantined> quarantined,
    Optional<Unfit> unfit) {
  public Snapshot {
    quarantined = List.copyOf(quarantined);
  }

  /**
   * Why nothing may be decided on a state.
   *
   * @param reason for people
   * @param elsewhere whether another node may decide all the same, and be asked to
   */
  public record Unfit(String reason, boolean elsewhere) {}

  /**
   * A record set aside.
   *
   * @param key as text, shortened
   */
  public record Quarantined(String topic, long offset, String key, String reason) {}
}
