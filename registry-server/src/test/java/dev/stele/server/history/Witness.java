package dev.stele.server.history;

import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.CounterSet;
import dev.stele.server.domain.Stamp;
import dev.stele.server.history.Finding.Kind;
import dev.stele.server.log.LogRecord.Part;
import dev.stele.server.log.LogRecord.Unreadable;
import dev.stele.server.log.LogTopic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log, cut into commands: the order in which everything happened. A command's place is its
 * number in that order, from 1; state {@code p} is what the first {@code p} commands lead to.
 * Commands that are there by half, or twice, or that other registries wrote, have places too: the
 * log is what it is.
 */
public final class Witness {
  private final List<Recorded> records;
  private final List<Placed> commands = new ArrayList<>();
  private final List<Counter> counters = new ArrayList<>();
  private final Map<String, Placed> byRequest = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param records of both topics; those of one topic in the order of the log
   */
  public Witness(List<Recorded> records) {
    this.records = List.copyOf(records);
    Cutter cutter = new Cutter();
    Map<LogTopic, Long> last = new HashMap<>();
    for (Recorded recorded : this.records) {
      checkRecord(recorded, last.put(recorded.topic(), recorded.offset()));
      if (recorded.topic() == LogTopic.SCHEMAS) {
        cutter.add(recorded);
      } else if (recorded.event().orElse(null) instanceof CounterSet set) {
        counters.add(new Counter(set, recorded.record().stamp()));
      }
    }
    cutter.close();
    checkNames();
  }

  /**
   * A command in the log.
   *
   * @param place from 1
   * @param request the id of the request it came of; empty if it has none
   * @param stamps of its events in {@code _schemas}, one by one
   */
  record Placed(
      int place, String request, Optional<UUID> command, List<Event> events, List<Stamp> stamps) {
    long first() {
      return stamps.get(0).offset();
    }

    long last() {
      return stamps.get(stamps.size() - 1).offset();
    }
  }

  /** A fact in {@code _stele}. */
  record Counter(CounterSet event, Stamp stamp) {}

  /** In the order of the log. */
  List<Placed> commands() {
    return commands;
  }

  List<Counter> counters() {
    return counters;
  }

  List<Recorded> records() {
    return records;
  }

  /** What is wrong with the log by itself. */
  List<Finding> findings() {
    return findings;
  }

  /** Whether a request wrote something. */
  public boolean holds(Operation operation) {
    return byRequest.containsKey(operation.request());
  }

  /** The first command of a request. */
  Optional<Placed> command(Operation operation) {
    return Optional.ofNullable(byRequest.get(operation.request()));
  }

  /** The number of commands that begin before an offset. */
  int begunBefore(long offset) {
    int low = 0;
    int high = commands.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (commands.get(middle).first() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The command that an offset cuts in two. */
  Optional<Placed> cutBy(long offset) {
    int begun = begunBefore(offset);
    return begun > 0 && commands.get(begun - 1).last() >= offset
        ? Optional.of(commands.get(begun - 1))
        : Optional.empty();
  }

  /** The number of commands that lie before an offset as a whole. */
  int wholeBefore(long offset) {
    return begunBefore(offset) - (cutBy(offset).isPresent() ? 1 : 0);
  }

  private void checkRecord(Recorded recorded, @Nullable Long before) {
    long offset = recorded.offset();
    if (before != null && before >= offset) {
      findings.add(
          Finding.inLog(
              Kind.OFFSETS_DISORDERED, offset, "offsets ascend", "it follows offset " + before));
    }
    if (recorded.record().content() instanceof Unreadable bad) {
      findings.add(
          Finding.inLog(
              Kind.UNREADABLE_RECORD,
              offset,
              "a record that can be read",
              bad.key() + ": " + bad.reason()));
    }
    if (!recorded.isSpelledRight()) {
      findings.add(
          Finding.inLog(
              Kind.KEY_SPELLING,
              offset,
              "the key of " + recorded.event().orElseThrow(),
              new String(recorded.key().array(), StandardCharsets.UTF_8)));
    }
  }

  private void checkNames() {
    Set<UUID> known = new HashSet<>();
    for (Placed placed : commands) {
      boolean twice = placed.command().isPresent() && !known.add(placed.command().get());
      Placed first =
          placed.request().isEmpty() ? null : byRequest.putIfAbsent(placed.request(), placed);
      if (twice) {
        findings.add(again(Kind.COMMAND_TWICE, placed, "a command is written once"));
      } else if (first != null) {
        findings.add(
            again(Kind.REQUEST_TWICE, placed, "a request is done once, first at " + first.first()));
      }
    }
  }

  private static Finding again(Kind kind, Placed placed, String rule) {
    return new Finding(
        kind,
        List.of(placed.request()),
        List.of(placed.first()),
        rule,
        "command " + placed.command().map(UUID::toString).orElse("without id") + " again");
  }

  /** Puts records together to commands. */
  private final class Cutter {
    private final List<Event> events = new ArrayList<>();
    private final List<Stamp> stamps = new ArrayList<>();
    private Optional<Part> last = Optional.empty();
    private long lastOffset;

    void add(Recorded recorded) {
      Optional<Part> part = recorded.record().part();
      if (!continues(part)) {
        close();
        part.filter(found -> found.index() != 1)
            .ifPresent(found -> half(found, recorded.offset(), "none in front of it"));
      }
      last = part;
      lastOffset = recorded.offset();
      recorded
          .event()
          .ifPresent(
              event -> {
                events.add(event);
                stamps.add(recorded.record().stamp());
              });
      if (part.isEmpty() || part.get().isLast()) {
        cut();
      }
    }

    void close() {
      last.filter(part -> !part.isLast())
          .ifPresent(part -> half(part, lastOffset, "no more follow"));
      cut();
    }

    private boolean continues(Optional<Part> part) {
      return part.isPresent()
          && last.isPresent()
          && part.get().command().equals(last.get().command())
          && part.get().count() == last.get().count()
          && part.get().index() == last.get().index() + 1;
    }

    private void half(Part part, long offset, String what) {
      findings.add(
          new Finding(
              Kind.HALF_COMMAND,
              List.of(part.command().request()),
              List.of(offset),
              "parts 1 to " + part.count() + " of command " + part.command() + " in a row",
              "part " + part.index() + " and " + what));
    }

    private void cut() {
      if (!events.isEmpty()) {
        commands.add(
            new Placed(
                commands.size() + 1,
                last.map(part -> part.command().request()).orElse(""),
                last.map(part -> part.command().value()),
                List.copyOf(events),
                List.copyOf(stamps)));
      }
      events.clear();
      stamps.clear();
      last = Optional.empty();
    }
  }
}
