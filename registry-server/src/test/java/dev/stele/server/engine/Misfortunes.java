package dev.stele.server.engine;

import dev.stele.server.engine.Cluster.Node;
import dev.stele.server.engine.Network.Fate;
import dev.stele.server.engine.Network.Message;
import dev.stele.server.engine.Tally.Kind;
import dev.stele.server.log.MemoryLog.Fault;
import dev.stele.server.log.MemoryLog.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * What goes wrong in a simulation: with processes, the network, the brokers, the clocks' patience.
 */
final class Misfortunes {
  private static final List<Fault> FAULTS = List.of(Fault.LOST, Fault.ANSWER_LOST, Fault.LATE);
  private static final String ANY = "";
  private static final List<Fate> FATES = List.of(Fate.REFUSED, Fate.BREAKS, Fate.VANISHES);

  private final Simulation simulation;
  private final Random random;
  private final Cluster cluster;
  private final List<Machine> machines;
  private final Clients clients;
  private final Tally tally;
  private final Temper temper;
  private final List<Cut> cuts = new ArrayList<>();
  private final int stepOdds;
  private final int messageOdds;
  private long longestMs;
  private boolean over;
  private int outages;

  /** What sort of things happen; of the cases in {@link #strike} which ones. */
  enum Temper {
    /** Processes come and go, and that is all. */
    MILD(0, 5),
    /** Processes and views stand still for long, and what was deleted is forgotten meanwhile. */
    SLEEPY(4, 5),
    /** Everything. */
    WILD(0, 14);

    private final int first;
    private final int count;

    Temper(int first, int count) {
      this.first = first;
      this.count = count;
    }
  }

  private record Cut(Predicate<Message> where, Fate fate) {}

  /**
   * @param temper what sort of things happen
   */
  Misfortunes(
      Temper temper,
      Simulation simulation,
      Cluster cluster,
      List<Machine> machines,
      Clients clients,
      Tally tally) {
    this.temper = temper;
    this.simulation = simulation;
    this.random = simulation.random();
    this.cluster = cluster;
    this.machines = machines;
    this.clients = clients;
    this.tally = tally;
    this.stepOdds = temper == Temper.WILD && random.nextInt(3) == 0 ? 3 + random.nextInt(20) : 0;
    this.messageOdds = temper == Temper.WILD && random.nextInt(3) == 0 ? 3 + random.nextInt(20) : 0;
    cluster.network.fates = this::fate;
  }

  /** A process was started. */
  void afflict(Node node) {
    node.faults = step -> fault();
    node.setReading(!isDark());
  }

  /** Lets so many things happen in a while. */
  void plan(int count, Duration within) {
    longestMs = within.toMillis();
    for (int i = 0; i < count; i++) {
      simulation.after(millis(within.toMillis()), this::strike);
    }
  }

  /** Nothing goes wrong any more. */
  void end() {
    over = true;
    cuts.clear();
    for (Machine machine : machines) {
      machine.start();
      machine.node().setReading(true);
    }
  }

  private void strike() {
    Machine machine = machines.get(random.nextInt(machines.size()));
    if (over || !machine.isUp()) {
      return;
    }
    switch (temper.first + random.nextInt(temper.count)) {
      case 0, 1 -> crash(machine);
      case 2 -> stop(machine);
      case 3 -> rebuild(machine.node());
      case 4 -> compact();
      case 5, 6 -> pause(machine.node());
      case 7, 8 -> stall(machine.node());
      case 9, 10 -> cut(machine.node());
      case 11 -> outage();
      case 12 -> timeOutTransaction();
      default -> cutFromKafka(machine.node());
    }
  }

  private void pause(Node node) {
    Duration time = duration();
    tally.count(Kind.PAUSE);
    if (node.engine.status().claim().isPresent()) {
      tally.count(Kind.PAUSE_OF_WRITER);
    }
    node.process.pause(time);
    compactAfter(time);
  }

  // At once, or in the middle of its next transaction.
  private void crash(Machine machine) {
    Node node = machine.node();
    if (random.nextBoolean()) {
      die(machine, node);
      return;
    }
    node.faults =
        step -> {
          if (step != Step.COMMIT || over) {
            return fault();
          }
          simulation.after(Duration.ZERO, () -> die(machine, node));
          return Fault.LOST;
        };
  }

  private void die(Machine machine, Node node) {
    if (!machine.isUp() || machine.node() != node) {
      return;
    }
    boolean writing = node.engine.status().claim().isPresent();
    tally.count(writing && cluster.broker.isOpen() ? Kind.CRASH_IN_TRANSACTION : Kind.CRASH);
    clients.lost(machine.kill());
    simulation.after(millis(5_000), machine::start);
  }

  private void stop(Machine machine) {
    tally.count(Kind.STOP);
    Node node = machine.node();
    node.process
        .threads(1)
        .execute(
            () ->
                node.engine
                    .stop()
                    .whenComplete(
                        (done, error) -> simulation.after(millis(50), () -> exit(machine, node))));
  }

  private void exit(Machine machine, Node node) {
    if (machine.isUp() && machine.node() == node) {
      clients.lost(machine.kill());
      simulation.after(millis(1_000), machine::start);
    }
  }

  private void stall(Node node) {
    Duration time = duration();
    node.setReading(false);
    simulation.after(time, () -> node.setReading(!isDark()));
    compactAfter(time);
  }

  // One of its links or all, one way or both.
  private void cut(Node node) {
    tally.count(Kind.CUT);
    Machine peer = machines.get(random.nextInt(machines.size()));
    String other = random.nextBoolean() && peer.isUp() ? peer.node().url : ANY;
    Fate fate = FATES.get(random.nextInt(FATES.size()));
    int direction = random.nextInt(3);
    Cut cut =
        new Cut(
            message ->
                (direction != 0 && is(message.from(), node.url) && is(message.to(), other))
                    || (direction != 1 && is(message.to(), node.url) && is(message.from(), other)),
            fate);
    cuts.add(cut);
    simulation.after(duration(), () -> cuts.remove(cut));
  }

  private static boolean is(String url, String wanted) {
    return wanted.equals(ANY) || url.equals(wanted);
  }

  // Of all brokers, for all nodes.
  private void outage() {
    tally.count(Kind.OUTAGE);
    outages++;
    setReading(false);
    simulation.after(
        duration(),
        () -> {
          outages--;
          setReading(!isDark());
        });
  }

  private void cutFromKafka(Node node) {
    tally.count(Kind.CUT_FROM_KAFKA);
    node.setReading(false);
    node.faults = step -> over ? Fault.NONE : Fault.LOST;
    simulation.after(
        duration(),
        () -> {
          node.faults = step -> fault();
          node.setReading(!isDark());
        });
  }

  private void timeOutTransaction() {
    if (cluster.broker.isOpen()) {
      tally.count(Kind.TRANSACTION_TIMED_OUT);
    }
    cluster.broker.timeOutTransaction();
  }

  private void rebuild(Node node) {
    tally.count(Kind.REBUILD);
    node.rebuild();
  }

  private void setReading(boolean reading) {
    for (Machine machine : machines) {
      if (machine.isUp()) {
        machine.node().setReading(reading);
      }
    }
  }

  private boolean isDark() {
    return outages > 0 && !over;
  }

  private void compactAfter(Duration time) {
    if (random.nextInt(3) > 0) {
      simulation.after(time.minusMillis(1), this::compact);
    }
  }

  /** Lets the brokers clean. */
  void compact() {
    tally.count(Kind.COMPACTION);
    for (Machine machine : machines) {
      if (machine.isUp() && machine.node().engine.status().waiting() > 0) {
        tally.count(Kind.COMPACTION_UNDER_WAY);
      }
    }
    tally.add(Kind.TOMBSTONE_FORGOTTEN, cluster.broker.compact());
  }

  private Fault fault() {
    if (over) {
      return Fault.NONE;
    }
    if (isDark()) {
      return Fault.LOST;
    }
    return stepOdds > 0 && random.nextInt(stepOdds) == 0
        ? FAULTS.get(random.nextInt(FAULTS.size()))
        : Fault.NONE;
  }

  private Fate fate(Message message) {
    if (over) {
      return Fate.ARRIVES;
    }
    for (Cut cut : cuts) {
      if (cut.where().test(message)) {
        return cut.fate();
      }
    }
    return messageOdds > 0 && random.nextInt(messageOdds) == 0
        ? random.nextBoolean() ? Fate.LATE : FATES.get(random.nextInt(FATES.size()))
        : Fate.ARRIVES;
  }

  // Short ones, some beyond the time-outs, and some beyond what tombstones are kept for.
  private Duration duration() {
    return switch (temper == Temper.SLEEPY ? 2 : random.nextInt(3)) {
      case 0 -> millis(200);
      case 1 -> millis(5_000);
      default -> millis(Math.max(5_000, longestMs)).plusMillis(longestMs / 3);
    };
  }

  private Duration millis(long most) {
    return Duration.ofMillis(1 + random.nextLong(most));
  }
}
