package dev.stele.server.view;

import dev.stele.server.domain.State;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Position;
import java.util.Optional;

/**
 * One consistent moment of the log.
 *
 * @param applied everything before it is in the state
 * @param claim the last barrier seen; empty if none, or if it was compacted away
 */
public record Snapshot(State state, Position applied, Optional<Claim> claim) {}
