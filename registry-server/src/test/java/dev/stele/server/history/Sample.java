package dev.stele.server.history;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.history.Answer.Accepted;
import dev.stele.server.history.Answer.NotDone;
import dev.stele.server.history.Answer.Refused;
import dev.stele.server.history.Answer.Unknown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * What clients of a correct registry might have seen, drawn from a seed: each request takes effect
 * at one moment between its call and its return, nodes show the log late, some answers get lost.
 * With a {@link Bug} it is a registry that does one thing wrong, once.
 */
final class Sample {
  private static final List<String> FEW = List.of("a", "b", "c", ":.x:a");

  final Model model;
  final List<Operation> operations = new ArrayList<>();
  final WrittenLog log;

  /** Requests answered as a read, since what they ask for was there already. */
  final Set<String> unchanged = new HashSet<>();

  private final Random random;
  private final RandomRequests requests;
  private final Bug bug;
  private final Map<String, Integer> shown = new HashMap<>();
  private final int bugFrom;
  private boolean buggy;

  /** What goes wrong, the first time it can in the second half of the history. */
  enum Bug {
    NONE,
    /** A write is acknowledged and never written. */
    WRITE_LOST,
    /** A refusal is given from a state of long ago. */
    REFUSAL_STALE,
    /** A registration gives out the highest id again. */
    ID_DUPLICATED
  }

  /** A request to come. */
  private record Planned(
      String request, String client, String node, long called, long effect, long returned) {}

  Sample(Model model, long seed, int requests, int clients, Bug bug) {
    this(model, FEW, seed, requests, clients, bug);
  }

  /**
   * A sample.
   *
   * @param names the subjects
   * @param number of requests
   */
  Sample(Model model, List<String> names, long seed, int number, int clients, Bug bug) {
    this.model = model;
    this.random = new Random(seed);
    this.requests = new RandomRequests(random, names);
    this.bug = bug;
    this.log = new WrittenLog(model.empty());
    this.bugFrom = number / 2;
    List<Planned> plan = plan(number, clients);
    log.claim();
    for (int i = 0; i < plan.size(); i++) {
      run(plan.get(i), i);
    }
  }

  History history() {
    return new History(operations);
  }

  Witness witness() {
    return new Witness(log.records());
  }

  List<Finding> check() {
    return Checker.check(model, history(), witness(), Map.of("n0", log.state(), "n1", log.state()));
  }

  Linearizability.Verdict search(long budget) {
    return Linearizability.check(
        model, history(), operation -> unchanged.contains(operation.request()), budget);
  }

  /** Whether the bug has shown. */
  boolean isBuggy() {
    return buggy;
  }

  private List<Planned> plan(int number, int clients) {
    long[] free = new long[clients];
    List<Planned> plan = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      int client = random.nextInt(clients);
      long called = free[client] + 1 + random.nextInt(10);
      long effect = called + random.nextInt(20);
      long returned = effect + random.nextInt(20);
      free[client] = returned;
      plan.add(
          new Planned("r" + i, "c" + client, "n" + random.nextInt(3), called, effect, returned));
    }
    plan.sort(Comparator.comparingLong(Planned::effect));
    return plan;
  }

  private void run(Planned planned, int number) {
    boolean mayFail = !buggy && number >= bugFrom;
    if (random.nextInt(50) == 0) {
      log.claim();
    }
    if (random.nextInt(4) == 0) {
      read(planned, requests.read());
    } else {
      write(planned, requests.command(log.state()), mayFail);
    }
  }

  private <R> void write(Planned planned, Command<R> command, boolean mayFail) {
    Action<R> action = Action.command(command);
    int fate = random.nextInt(40);
    if (fate == 0) {
      add(planned, action, new NotDone("queue full"));
      return;
    }
    if (fate <= 2) {
      boolean done = random.nextBoolean();
      operations.add(
          new Operation(
              planned.request(),
              planned.client(),
              planned.node(),
              planned.called(),
              random.nextBoolean()
                  ? OptionalLong.empty()
                  : OptionalLong.of(planned.called() + random.nextInt(10)),
              action,
              new Unknown("connection lost"),
              0));
      if (done) {
        append(planned, events(command.decide(log.state(), model.verdicts())));
      }
      return;
    }
    int view = shown.getOrDefault(planned.node(), 0);
    Decision<R> likely = command.decide(log.at(view), model.verdicts());
    if (likely.fold(accepted -> accepted.events().isEmpty(), error -> false)) {
      answer(planned, action, likely, view);
      unchanged.add(planned.request());
      return;
    }
    Decision<R> decision = command.decide(log.state(), model.verdicts());
    List<Event> events = events(decision);
    if (mayFail && fails(planned, command, decision)) {
      return;
    }
    if (!events.isEmpty()) {
      append(planned, events);
    } else if (decision.fold(accepted -> true, error -> false)) {
      unchanged.add(planned.request());
    }
    shown.put(planned.node(), log.places());
    answer(planned, action, decision, log.places());
  }

  private <R> boolean fails(Planned planned, Command<R> command, Decision<R> decision) {
    Action<R> action = Action.command(command);
    List<Event> events = events(decision);
    if (bug == Bug.WRITE_LOST && !events.isEmpty()) {
      buggy = true;
      add(planned, action, accepted(decision, OptionalLong.empty()));
      return true;
    }
    if (bug == Bug.ID_DUPLICATED
        && events.size() == 1
        && events.get(0) instanceof SchemaWritten written
        && !written.deleted()
        && written.id() > 1
        && written.id() == log.state().highestId(written.subject().context()) + 1) {
      buggy = true;
      SchemaWritten wrong =
          new SchemaWritten(
              written.subject(), written.version(), written.id() - 1, written.content(), false);
      append(planned, List.of(wrong));
      shown.put(planned.node(), log.places());
      add(
          planned,
          action,
          new Accepted(
              command.reply(log.at(log.places() - 1), List.of(wrong), model.verdicts()),
              OptionalLong.empty()));
      return true;
    }
    if (bug == Bug.REFUSAL_STALE && !events.isEmpty()) {
      for (int place = log.places() - 20; place >= 0 && place > log.places() - 60; place--) {
        Decision<R> old = action.decision().apply(log.at(place), model.verdicts());
        if (!old.fold(accepted -> true, error -> false)) {
          buggy = true;
          answerWithoutOffset(planned, action, old);
          return true;
        }
      }
    }
    return false;
  }

  private <R> void read(Planned planned, Action<R> action) {
    int known = shown.getOrDefault(planned.node(), 0);
    int view = known + random.nextInt(log.places() - known + 1);
    Decision<R> decision = action.decision().apply(log.at(view), model.verdicts());
    Answer answer = answerOf(decision, OptionalLong.empty());
    if (action.isConfirmed(answer)) {
      view = log.places();
      decision = action.decision().apply(log.at(view), model.verdicts());
    }
    shown.put(planned.node(), view);
    answer(planned, action, decision, view);
  }

  private void append(Planned planned, List<Event> events) {
    if (!events.isEmpty()) {
      log.append(planned.request(), events);
    }
  }

  private static <R> List<Event> events(Decision<R> decision) {
    return decision.fold(Decision.Accepted::events, error -> List.of());
  }

  private <R> void answerWithoutOffset(Planned planned, Action<R> action, Decision<R> decision) {
    add(planned, action, answerOf(decision, OptionalLong.empty()));
  }

  private <R> void answer(Planned planned, Action<R> action, Decision<R> decision, int place) {
    OptionalLong offset =
        random.nextBoolean() ? OptionalLong.of(log.behind(place)) : OptionalLong.empty();
    add(planned, action, answerOf(decision, offset));
  }

  private static <R> Answer answerOf(Decision<R> decision, OptionalLong offset) {
    return decision.fold(
        accepted -> accepted(decision, offset), error -> Refused.of(error, offset));
  }

  private static <R> Answer accepted(Decision<R> decision, OptionalLong offset) {
    Object reply = decision.<Object>fold(accepted -> accepted.reply(), error -> error);
    return new Accepted(reply, offset);
  }

  private void add(Planned planned, Action<?> action, Answer answer) {
    operations.add(
        Operation.answered(
            planned.request(),
            planned.client(),
            planned.node(),
            planned.called(),
            planned.returned(),
            action,
            answer));
  }
}
