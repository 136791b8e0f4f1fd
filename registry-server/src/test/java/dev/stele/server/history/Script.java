package dev.stele.server.history;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.State;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogRecord.Fact;
import dev.stele.server.log.LogRecord.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A history of one request after another that a test writes and then damages. Each takes one unit
 * of time, and one lies between two: the n-th is called at 2n.
 */
final class Script {
  static final Model MODEL = Model.avro(Defaults.STANDARD);

  final List<Operation> operations = new ArrayList<>();
  final List<Recorded> records;
  final Map<String, State> finals = new HashMap<>();
  private final WrittenLog log = new WrittenLog(MODEL.empty());
  private long now;

  Script() {
    records = log.records();
  }

  /** Runs a command as it must be run. */
  <R> Script write(String request, String node, Command<R> command) {
    Decision<R> decision = command.decide(log.state(), MODEL.verdicts());
    List<Event> events = decision.fold(Decision.Accepted::events, error -> List.of());
    if (!events.isEmpty()) {
      log.append(request, events);
    }
    return add(request, node, Action.command(command), decision);
  }

  /** Reads the latest state. */
  <R> Script read(String request, String node, Action<R> action) {
    return add(request, node, action, action.decision().apply(log.state(), MODEL.verdicts()));
  }

  /** Lets a command of another origin write. */
  Script append(CommandId command, List<Event> events) {
    log.append(command, events);
    return this;
  }

  private <R> Script add(String request, String node, Action<R> action, Decision<R> decision) {
    OptionalLong offset = OptionalLong.of(behind(log.places()));
    Answer answer =
        decision.fold(
            accepted -> new Answer.Accepted(accepted.reply(), offset),
            error -> Answer.Refused.of(error, offset));
    now += 2;
    operations.add(Operation.answered(request, "c", node, now, now + 1, action, answer));
    return this;
  }

  State at(int place) {
    return log.at(place);
  }

  long behind(int place) {
    return log.behind(place);
  }

  Operation operation(String request) {
    return operations.get(index(request));
  }

  void answer(String request, Answer answer) {
    Operation old = operation(request);
    replace(old, old.node(), old.called(), old.returned(), old.action(), answer);
  }

  void action(String request, Action<?> action) {
    Operation old = operation(request);
    replace(old, old.node(), old.called(), old.returned(), action, old.answer());
  }

  void node(String request, String node) {
    Operation old = operation(request);
    replace(old, node, old.called(), old.returned(), old.action(), old.answer());
  }

  void times(String request, long called, long returned) {
    Operation old = operation(request);
    replace(old, old.node(), called, OptionalLong.of(returned), old.action(), old.answer());
  }

  private void replace(
      Operation old,
      String node,
      long called,
      OptionalLong returned,
      Action<?> action,
      Answer answer) {
    operations.set(
        index(old.request()),
        new Operation(old.request(), old.client(), node, called, returned, action, answer, 0));
  }

  void forget(String request) {
    operations.remove(index(request));
  }

  /** The records of a request's command in {@code _schemas}. */
  List<Recorded> recordsOf(String request) {
    return records.stream()
        .filter(
            r -> r.record().part().filter(p -> p.command().request().equals(request)).isPresent())
        .toList();
  }

  void replace(Recorded old, UnaryOperator<LogRecord> change) {
    records.set(records.indexOf(old), Recorded.of(old.topic(), change.apply(old.record())));
  }

  void rewrite(Recorded old, Event event) {
    replace(old, record -> new LogRecord(record.stamp(), new Fact(event), record.part()));
  }

  /** A command with what another one wrote. */
  void again(String request, CommandId command) {
    append(command, recordsOf(request).stream().map(r -> r.event().orElseThrow()).toList());
  }

  CommandId commandOf(String request) {
    return recordsOf(request).get(0).record().part().map(Part::command).orElseThrow();
  }

  static CommandId other(String request) {
    return new CommandId(new UUID(8, 8), request);
  }

  List<Finding> check() {
    return Checker.check(MODEL, new History(operations), new Witness(records), finals);
  }

  private int index(String request) {
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).request().equals(request)) {
        return i;
      }
    }
    throw new IllegalArgumentException("No request " + request);
  }
}
