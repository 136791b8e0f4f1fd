package dev.stele.server.view;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.State;
import dev.stele.server.log.Position;
import java.util.List;

/**
 * A command that is in the log.
 *
 * @param before the state it was decided on
 * @param events what it wrote to {@code _schemas}
 * @param place behind its last record
 */
public record Outcome(State before, List<Event> events, Position place) {}
