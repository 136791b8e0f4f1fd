package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event.SchemaWritten;
import dev.stele.server.engine.Engine.Answer;
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
import dev.stele.server.view.MemoryFeed.Pace;
import dev.stele.server.view.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Registry nodes without HTTP on one log in memory, in virtual time. */
final class Cluster {
  static final int MAX_RECORD_BYTES = 4_000;
  static final EngineSettings SETTINGS = EngineSettings.of(Duration.ofSeconds(30));

  /** A real consumer polls all the time; a simulation saves what it can. */
  private static final Duration POLL = Duration.ofSeconds(5);

  private static final String TRANSACTIONAL_ID = "stele-_schemas";

  private final Simulation simulation;
  private final long jitterUs;
  private final Planted planted;
  private final Tally tally;
  final MemoryBroker broker;
  final Network network;

  /** One whose topics are set up as Kafka's are, and nothing is planted. */
  Cluster(Simulation simulation, long jitterUs) {
    this(
        simulation,
        jitterUs,
        MemoryBroker.Settings.of(MAX_RECORD_BYTES),
        Planted.NOTHING,
        new Tally());
  }

  /**
   * @param jitterUs how late any task may run
   */
  Cluster(
      Simulation simulation,
      long jitterUs,
      MemoryBroker.Settings topics,
      Planted planted,
      Tally tally) {
    this.simulation = simulation;
    this.jitterUs = jitterUs;
    this.planted = planted;
    this.tally = tally;
    this.broker = new MemoryBroker(topics, simulation::millis, simulation.threads(jitterUs));
    this.network = new Network(simulation, jitterUs, tally);
    planted.broker(broker);
  }

  /**
   * Where a process runs, and how.
   *
   * @param url where it says that others reach it
   * @param pace how it reads the log
   */
  record Site(Claim.Node self, String url, EngineSettings settings, Pace pace) {}

  Node node() {
    return node(SETTINGS, log -> log);
  }

  Node node(EngineSettings settings, UnaryOperator<Log> wrapping) {
    return node(null, settings, Pace.of(broker), wrapping);
  }

  /**
   * Starts a process.
   *
   * @param url where it says that it is; null for an address of its own
   */
  Node node(@Nullable String url, EngineSettings settings, Pace pace, UnaryOperator<Log> wrapping) {
    String id = new UUID(0, simulation.random().nextLong()).toString();
    String known = url == null ? "http://" + id : url;
    Claim.Node self = new Claim.Node(id, known, TRANSACTIONAL_ID);
    return new Node(new Site(self, known, settings, pace), wrapping);
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

  /** One process. */
  final class Node {
    final Simulation.OsProcess process = simulation.process();
    final CommandEngine engine;
    final View view;
    final String id;
    final String url;
    Faults faults = step -> Fault.NONE;

    private final Log log;
    private final MemoryFeed feed;
    private final Network.Endpoint endpoint;
    private final Simulation.VirtualLoop reader = process.loop(jitterUs);
    private final List<Runnable> held = new ArrayList<>();
    private boolean reading = true;
    private int requests;

    private Node(Site site, UnaryOperator<Log> wrapping) {
      this.id = site.self().id();
      this.url = site.url();
      LiveView live = new LiveView(Defaults.STANDARD, TRANSACTIONAL_ID, simulation);
      this.view = planted.view(live, broker);
      Log plain =
          new MemoryLog(broker, site.self(), process.loop(jitterUs), step -> faults.at(step));
      this.log = planted.log(wrapping.apply(plain), view, broker, site);
      this.engine =
          new CommandEngine(
              new Surroundings(
                  site.self(),
                  network.from(url),
                  process.loop(jitterUs),
                  process.threads(2 * jitterUs),
                  simulation,
                  simulation.random()),
              log,
              view,
              new VerdictCache(List.of(new LineFormat()), 1_000_000),
              site.settings());
      this.endpoint =
          network.listen(id, url, planted.served(engine, site), process.threads(jitterUs));
      this.feed =
          MemoryFeed.start(
              live,
              broker,
              planted.pace(site.pace()),
              simulation,
              work -> reader.execute(() -> read(work)));
      poll();
    }

    private void poll() {
      feed.poll();
      reader.after(POLL, this::poll);
    }

    /** Runs a command for a client of this node. */
    <R> CompletionStage<Done<R>> submit(Command<R> command) {
      return submit(command, network.client(command, id + "-" + requests++));
    }

    /** Runs a command of a client's request. */
    <R> CompletionStage<Done<R>> submit(Command<R> command, Origin client) {
      CompletableFuture<Done<R>> result = new CompletableFuture<>();
      engine
          .submit(command, client)
          .whenComplete(
              (answer, error) -> {
                if (error == null) {
                  count(answer, client);
                  network.unwrap(answer, result);
                } else {
                  result.completeExceptionally(error);
                }
              });
      return result;
    }

    private void count(Answer<?> answer, Origin client) {
      boolean relayed = answer.fold(done -> false, passedOn -> true);
      if (relayed) {
        tally.count(Tally.Kind.RELAYED);
      } else if (network.wasForwarded(client) && engine.status().claim().isEmpty()) {
        tally.count(Tally.Kind.RESOLVED_BY_LOG);
      }
    }

    /** What is sent to this node is refused, as if nothing listened there. */
    void cutOff() {
      endpoint.close();
    }

    /** Ends the process as {@code kill -9} does: a transaction that is open stays so. */
    void kill() {
      process.kill();
      log.close();
      endpoint.close();
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

    /** How often it did so by itself, after a long silence. */
    long rereadings() {
      return feed.rereadings();
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
