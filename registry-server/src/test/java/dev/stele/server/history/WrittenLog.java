package dev.stele.server.history;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogRecord.Barrier;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogRecord.Part;
import dev.stele.server.log.LogTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A log as one correct writer leaves it, for tests: both topics, markers, barriers. */
final class WrittenLog {
  private final List<Recorded> records = new ArrayList<>();
  private final List<State> states = new ArrayList<>();
  private final List<Long> ends = new ArrayList<>();
  private long nextSchemas;
  private long nextOwn;
  private long commands;

  WrittenLog(State empty) {
    states.add(empty);
    ends.add(0L);
  }

  /** Writes a command in a transaction of its own. */
  void append(String request, List<Event> events) {
    append(new CommandId(new UUID(7, ++commands), request), events);
  }

  void append(CommandId command, List<Event> events) {
    State state = state();
    int count = (int) events.stream().filter(event -> !(event instanceof CounterSet)).count();
    int index = 0;
    for (Event event : events) {
      if (event instanceof CounterSet) {
        Stamp stamp = new Stamp(nextOwn++, 0);
        state = state.apply(event, stamp);
        add(LogTopic.OWN, stamp, event, Optional.empty());
      } else {
        Stamp stamp = new Stamp(nextSchemas++, 0);
        state = state.apply(event, stamp);
        add(LogTopic.SCHEMAS, stamp, event, Optional.of(new Part(command, ++index, count)));
      }
    }
    states.add(state);
    ends.add(nextSchemas);
    nextSchemas++; // the marker
    nextOwn += index < events.size() ? 1 : 0;
  }

  void claim() {
    Claim.Node node = new Claim.Node("n", "http://n", "stele-_schemas");
    Barrier barrier = new Barrier(Optional.of(new Claim(nextSchemas, node, false)));
    records.add(
        Recorded.of(
            LogTopic.SCHEMAS, new LogRecord(new Stamp(nextSchemas, 0), barrier, Optional.empty())));
    records.add(
        Recorded.of(
            LogTopic.OWN,
            new LogRecord(new Stamp(nextOwn, 0), new Barrier(Optional.empty()), Optional.empty())));
    nextSchemas += 2;
    nextOwn += 2;
  }

  private void add(LogTopic topic, Stamp stamp, Event event, Optional<Part> part) {
    records.add(Recorded.of(topic, new LogRecord(stamp, new Fact(event), part)));
  }

  List<Recorded> records() {
    return records;
  }

  /** How many commands there are: the last place. */
  int places() {
    return states.size() - 1;
  }

  State at(int place) {
    return states.get(place);
  }

  State state() {
    return at(places());
  }

  /** The offset behind a place. */
  long behind(int place) {
    return ends.get(place);
  }
}
