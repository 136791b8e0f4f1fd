package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.engine.CommandEngine.Surroundings;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogRecord;
import dev.stele.server.log.LogTopic;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.MemoryLog;
import dev.stele.server.log.MemoryLog.Fault;
import dev.stele.server.log.MemoryLog.Faults;
import dev.stele.server.view.LiveView;
import dev.stele.server.view.MemoryFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Registry nodes without HTTP on one log in memory, in virtual time. */
final class Cluster {
  static final int MAX_RECORD_BYTES = 4_000;
  static final EngineSettings SETTINGS = EngineSettings.of(Duration.ofSeconds(30));

  private final Simulation simulation;
  private final long jitterUs;
  final MemoryBroker broker;
  final Network network;

  /**
   * @param jitterUs how late any task may run
   */
  Cluster(Simulation simulation, long jitterUs) {
    this.simulation = simulation;
    this.jitterUs = jitterUs;
    this.broker = new MemoryBroker(MemoryBroker.Settings.of(MAX_RECORD_BYTES), simulation::millis, simulation.threads(jitterUs));
    this.network = new Network(simulation, jitterUs);
  }

  Node node() {
    return node(SETTINGS, log -> log);
  }

  Node node(EngineSettings settings, UnaryOperator<Log> wrapping) {
    return new Node(settings, wrapping);
  }

  /** All that is committed in {@code _schemas}. */
  List<LogRecord> records() {
    return broker.read(LogTopic.SCHEMAS, 0).records();
  }

  /** The texts of all schemas ever written, in the log's order. */
  List<String> texts() {
    return written().stream().map(written -> written.content().text()).toList();
  }

  /** All schemas ever written, in the log's order. */
  List<SchemaWritten> written() {
    List<SchemaWritten> found = new ArrayList<>();
    for (LogRecord record : records()) {
      if (record.content() instanceof LogRecord.Fact fact
          && fact.event() instanceof SchemaWritten written) {
        found.add(written);
      }
    }
    return found;
  }

  /** The claims in the log, and their releases. */
  List<Claim> claims() {
    List<Claim> found = new ArrayList<>();
    for (LogRecord record : records()) {
      if (record.content() instanceof LogRecord.Barrier barrier) {
        barrier.claim().ifPresent(found::add);
      }
    }
    return found;
  }

  /** One node. */
  final class Node {
    final Simulation.VirtualLoop loop = simulation.loop(jitterUs);
    final LiveView view = new LiveView(Defaults.STANDARD, "stele-_schemas", simulation);
    final CommandEngine engine;
    final String id;
    final String url;
    private int requests;
    Faults faults = step -> Fault.NONE;

    private final MemoryFeed feed;
    private final Simulation.VirtualLoop reader = simulation.loop(jitterUs);
    private final List<Runnable> held = new ArrayList<>();
    private boolean reading = true;

    private Node(EngineSettings settings, UnaryOperator<Log> wrapping) {
      this.id = new UUID(0, simulation.random().nextLong()).toString();
      this.url = "http://" + id;
      Claim.Node self = new Claim.Node(id, url, "stele-_schemas");
      Log log = new MemoryLog(broker, self, simulation.loop(jitterUs), step -> faults.at(step));
      this.engine =
          new CommandEngine(
              new Surroundings(
                  self,
                  network.from(url),
                  loop,
                  simulation.threads(2 * jitterUs),
                  simulation,
                  simulation.random()),
              wrapping.apply(log),
              view,
              new VerdictCache(List.of(new LineFormat()), 1_000_000),
              settings);
      network.listen(url, engine);
      this.feed = MemoryFeed.start(view, broker, MemoryFeed.Pace.of(broker), simulation, work -> reader.execute(() -> read(work)));
    }

    /** Runs a command for a client of this node. */
    <R> CompletionStage<Done<R>> submit(Command<R> command) {
      CompletableFuture<Done<R>> result = new CompletableFuture<>();
      engine
          .submit(command, network.client(command, id + "-" + requests++))
          .whenComplete(
              (answer, error) -> {
                if (error == null) {
                  network.unwrap(answer, result);
                } else {
                  result.completeExceptionally(error);
                }
              });
      return result;
    }

    /** What is sent to this node breaks, as if nobody could reach it. */
    void cutOff() {
      network.close(url);
    }

    /** Whether the view follows the log. */
    void setReading(boolean reading) {
      this.reading = reading;
      if (reading) {
        held.forEach(reader::execute);
        held.clear();
      }
    }

    /** Lets the view read the log again from its start. */
    void rebuild() {
      feed.rebuild();
    }

    private void read(Runnable work) {
      if (reading) {
        work.run();
      } else {
        held.add(work);
      }
    }
  }
}
