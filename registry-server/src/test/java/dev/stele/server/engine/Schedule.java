package dev.stele.server.engine;

import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.State;
import dev.stele.server.engine.Cluster.Node;
import dev.stele.server.engine.Misfortunes.Temper;
import dev.stele.server.engine.Tally.Kind;
import dev.stele.server.history.Action;
import dev.stele.server.history.Answer;
import dev.stele.server.history.Checker;
import dev.stele.server.history.Finding;
import dev.stele.server.history.History;
import dev.stele.server.history.Model;
import dev.stele.server.history.Recorded;
import dev.stele.server.history.Witness;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.view.MemoryFeed.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of a cluster: nodes, clients and misfortunes, all from one seed. At its end nothing goes
 * wrong any more, everything must have been answered, and every node must write again.
 */
final class Schedule {
  static final Model MODEL =
      new Model(
          State.empty(Defaults.STANDARD),
          new VerdictCache(List.of(new LineFormat()), 100_000_000).computing());

  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(2);

  /** For a read: its floor and its absence are confirmed. */
  private static final Duration MOST =
      WRITE_TIMEOUT.plus(CONFIRM_TIMEOUT.multipliedBy(4)).plusSeconds(1);

  /** In which clients make their requests. */
  private static final List<Duration> SPANS =
      List.of(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(60));

  private static final MemoryBroker.Settings TOPICS =
      new MemoryBroker.Settings(
          Cluster.MAX_RECORD_BYTES,
          WRITE_TIMEOUT.multipliedBy(4),
          Duration.ofSeconds(12),
          Duration.ofSeconds(10));

  private final Simulation simulation;
  private final Random random;
  private final Tally tally;
  private final Cluster cluster;
  private final Recorder recorder;
  private final List<Machine> machines = new ArrayList<>();
  private final Clients clients;
  private final Temper temper;
  private final Misfortunes misfortunes;
  private final List<String> problems = new ArrayList<>();
  private boolean oddAddresses;

  Schedule(long seed, Planted planted, Tally tally) {
    this.simulation = new Simulation(seed);
    this.random = simulation.random();
    this.tally = tally;
    long jitterUs = 1 + random.nextLong(random.nextInt(3) == 0 ? 20_000 : 2_000);
    this.cluster = new Cluster(simulation, jitterUs, TOPICS, planted, tally);
    this.recorder = new Recorder(cluster.broker);
    this.clients = new Clients(simulation, cluster.network, this::anyNode);
    int mood = random.nextInt(8);
    this.temper = mood < 2 ? Temper.MILD : mood < 3 ? Temper.SLEEPY : Temper.WILD;
    this.misfortunes = new Misfortunes(temper, simulation, cluster, machines, clients, tally);
  }

  /**
   * What came of it.
   *
   * @param findings of the checker
   * @param problems what else is not as it should be
   */
  record Result(List<Finding> findings, List<String> problems, History history, Witness witness) {
    /** All that is wrong, for people; empty if every promise was kept. */
    List<String> wrong() {
      List<String> all = new ArrayList<>(problems);
      findings.forEach(finding -> all.add(finding.toString()));
      return all;
    }
  }

  Result run() {
    int size = random.nextInt(100);
    int operations = size < 88 ? 4 + random.nextInt(8) : size < 99 ? 12 + random.nextInt(30) : 150;
    Duration within = SPANS.get(temper == Temper.SLEEPY ? 2 : random.nextInt(3));
    build(2 + random.nextInt(size < 88 ? 2 : 4));
    machines.forEach(Machine::start);
    simulation.run(Duration.ofMillis(50));
    clients.start(operations, within);
    int least = temper == Temper.SLEEPY ? 1 : 0;
    misfortunes.plan(least + random.nextInt(2 + operations / 4), within);
    keepHouse();
    simulation.run(within.plusMillis(100));
    misfortunes.end();
    settle();
    return check();
  }

  /** All that was ever committed. */
  List<Recorded> records() {
    return recorder.records();
  }

  private void build(int count) {
    for (int i = 0; i < count; i++) {
      machines.add(new Machine(cluster, plan(i), misfortunes::afflict));
    }
  }

  private Machine.Plan plan(int number) {
    int capacity = temper == Temper.WILD && random.nextInt(10) == 0 ? 1 + random.nextInt(3) : 1_000;
    boolean eligible = temper != Temper.WILD || number == 0 || random.nextInt(8) > 0;
    EngineSettings settings =
        new EngineSettings(
            WRITE_TIMEOUT,
            CONFIRM_TIMEOUT,
            Duration.ofSeconds(1),
            TOPICS.compactionLag(),
            random.nextInt(8) == 0 ? Duration.ofSeconds(2) : Duration.ofHours(12),
            capacity,
            1 + random.nextInt(20),
            8,
            eligible);
    int most = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(4);
    Pace pace = new Pace(most, TOPICS.tombstoneRetention().dividedBy(2));
    UnaryOperator<Log> wrapping =
        random.nextInt(8) == 0
            ? log -> new CountedLog(new BoastfulLog(log), tally)
            : log -> new CountedLog(log, tally);
    return new Machine.Plan(url(number), settings, pace, wrapping);
  }

  private @Nullable String url(int number) {
    int dice = random.nextInt(20);
    if (temper == Temper.WILD && number > 0 && dice < 2) {
      oddAddresses = true;
      return dice == 0 ? "http://machine-0" : "http://nowhere";
    }
    return "http://machine-" + number;
  }

  private Node anyNode() {
    int first = random.nextInt(machines.size());
    for (int i = 0; i < machines.size(); i++) {
      Machine machine = machines.get((first + i) % machines.size());
      if (machine.isUp()) {
        return machine.node();
      }
    }
    machines.get(first).start();
    return machines.get(first).node();
  }

  // What brokers do by themselves.
  private void keepHouse() {
    cluster.broker.expireTransaction();
    if (random.nextInt(3) == 0) {
      misfortunes.compact();
    }
    simulation.after(Duration.ofSeconds(2), this::keepHouse);
  }

  private void settle() {
    simulation.runUntil(
        () ->
            clients.isDone()
                && machines.stream().allMatch(m -> m.isUp() && !m.node().process.isFrozen()));
    simulation.run(Duration.ofSeconds(25));
    machines.stream().filter(Machine::isEligible).forEach(this::probe);
    if (!oddAddresses) {
      machines.stream().filter(machine -> !machine.isEligible()).forEach(this::probe);
    }
    simulation.run(Duration.ofSeconds(1));
  }

  private void probe(Machine machine) {
    Call probe = clients.probe(machine.node());
    simulation.runUntil(probe::isOver);
    // Who may not claim and was started after the last barrier was compacted away knows no writer.
    boolean lost = !machine.isEligible() && probe.node.view.snapshot().claim().isEmpty();
    if (!lost && !(probe.answer() instanceof Answer.Accepted)) {
      problems.add("No progress on node " + probe.node.id + ": " + probe.answer());
    }
  }

  private Result check() {
    clients.calls().forEach(this::checkTime);
    if (temper == Temper.MILD) {
      clients.calls().forEach(this::checkNeed);
    }
    Map<String, State> states = new LinkedHashMap<>();
    for (Machine machine : machines) {
      Node node = machine.node();
      states.put(node.id, node.view.snapshot().state());
      node.view.snapshot().unfit().ifPresent(unfit -> problems.add(node.id + ": " + unfit));
      tally.add(Kind.REREADING, node.rereadings());
    }
    History history = new History(clients.calls().stream().map(Call::operation).toList());
    Witness witness = new Witness(recorder.records());
    List<Finding> findings = Checker.check(MODEL, history, witness, states);
    count();
    return new Result(findings, problems, history, witness);
  }

  // A process that stands still keeps nothing waiting but its own clients.
  private void checkTime(Call call) {
    if (!call.isOver()) {
      problems.add("Never answered: " + call.operation());
    } else if (call.answer() != null
        && call.tookMs() > MOST.toMillis()
        && !call.node.process.wasFrozenSince(call.calledMs)) {
      problems.add("Answered after " + call.tookMs() + " ms: " + call.operation());
    }
  }

  // Where processes only come and go, those that are up have no reason to refuse.
  private void checkNeed(Call call) {
    Answer answer = call.answer();
    boolean ready =
        !(answer instanceof Answer.NotDone not)
            || !(not.reason().startsWith("NOT_READY") || not.reason().equals("not ready"));
    if (answer != null && !answer.isTelling() && ready) {
      problems.add("Not answered without need: " + call.operation());
    }
  }

  private void count() {
    clients.calls().forEach(this::count);
    String holder = "";
    for (Claim claim : recorder.claims()) {
      String node = claim.node().id();
      tally.count(claim.released() ? Kind.RELEASE : Kind.CLAIM);
      if (!claim.released() && !holder.isEmpty() && !holder.equals(node)) {
        tally.count(Kind.TAKE_OVER);
      }
      if (!claim.released() && holder.equals(node)) {
        tally.count(Kind.CLAIM_AGAIN);
      }
      holder = claim.released() ? "" : node;
    }
  }

  private void count(Call call) {
    Answer answer = call.answer();
    if (call.action.kind() == Action.Kind.READ_CONFIRMING_ABSENCE
        && answer instanceof Answer.Refused) {
      tally.count(Kind.CONFIRMED_ABSENCE);
    }
    if (answer == null) {
      tally.count(Kind.UNANSWERED);
    } else if (answer instanceof Answer.Accepted) {
      tally.count(Kind.ACCEPTED);
    } else if (answer instanceof Answer.Refused refused) {
      tally.count(refused.code() == 42209 ? Kind.TOO_LARGE : Kind.REFUSED);
    } else if (answer instanceof Answer.NotDone not) {
      tally.count(not.reason().startsWith("QUEUE_FULL") ? Kind.QUEUE_FULL : Kind.NOT_DONE);
    } else {
      tally.count(Kind.UNKNOWN);
    }
  }
}
