package dev.stele.testkit;

import dev.stele.testkit.KafkaBroker.StartException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.LoggingFaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * One run of a broker, from start to stop.
 *
 * <p>Puts together what {@link KafkaRaftServer} puts together, because that class keeps to itself
 * the two things that matter in somebody else's process: which sockets are used, and what happens
 * on a fatal fault.
 */
final class BrokerNode {
  static final String CLIENTS = "PLAINTEXT";
  static final String CONTROLLER = "CONTROLLER";

  private static final Logger log = LoggerFactory.getLogger(BrokerNode.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
  // Within STOP_TIMEOUT; only a broker whose controller does not answer needs it.
  private static final Duration CONTROLLED_SHUTDOWN_TIMEOUT = Duration.ofSeconds(4);

  private final BoundSockets sockets;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final CompletableFuture<Throwable> fault;
  private final Consumer<Throwable> faultListener;

  private BrokerNode(KafkaConfig config, BoundSockets sockets) {
    this.sockets = sockets;
    this.fault = new CompletableFuture<>();
    this.faultListener = fault::complete;
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directory =
        KafkaRaftServer.initializeLogDirs(config, log, "");
    SharedServer shared =
        new SharedServer(
            config,
            directory._1(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            List.of(),
            this::faultHandler,
            sockets);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), directory._2());
    broker = new BrokerServer(shared);
  }

  /**
   * Starts a broker on a prepared directory.
   *
   * @throws StartException if the port is taken or Kafka fails; nothing is left running
   */
  static BrokerNode start(BrokerSettings settings, BrokerDirectory directory, Quorum quorum) {
    BrokerProperties properties = new BrokerProperties(settings, directory.path(), quorum);
    BoundSockets sockets = BoundSockets.open(settings.host(), properties.ports());
    BrokerNode node;
    try {
      node = new BrokerNode(new KafkaConfig(properties.asMap(), false), sockets);
    } catch (RuntimeException e) { // the border: Kafka names no narrower type
      sockets.close();
      throw directory.damaged(e);
    }
    FatalExits.listen(node.faultListener);
    try {
      node.startUp();
      return node;
    } catch (ExecutionException e) {
      node.stop();
      throw directory.damaged(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      node.stop();
      throw directory.damaged(
          new IOException("not ready after " + START_TIMEOUT.toSeconds() + " seconds", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      node.stop();
      throw new StartException("Interrupted while starting Kafka in " + directory.path(), e);
    }
  }

  /** Completes if Kafka reports a fault that it can't go on from. */
  CompletionStage<Throwable> fault() {
    return fault;
  }

  /** Stops in {@link #STOP_TIMEOUT} at most; what still runs then is left to daemon threads. */
  void stop() {
    CompletableFuture<Void> stopped =
        inBackground(
            "stele-kafka-stop",
            () -> {
              broker.shutdown(CONTROLLED_SHUTDOWN_TIMEOUT);
              controller.shutdown();
            });
    try {
      stopped.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Kafka did not stop cleanly: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      FatalExits.forget(faultListener);
      sockets.close();
    }
  }

  // In a thread of its own: after a fault in another thread, start-up may wait for ever for what
  // that thread would have done.
  private void startUp() throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Void> started =
        inBackground(
            "stele-kafka-start",
            () -> {
              controller.startup();
              broker.startup();
            });
    CompletableFuture<Object> failed =
        fault.thenCompose(
            cause -> CompletableFuture.failedFuture(new IllegalStateException(cause)));
    CompletableFuture.anyOf(started, failed).get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletableFuture<Void> inBackground(String name, Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
                done.complete(null);
              } catch (Throwable e) { // the border: passed on to who waits
                done.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private FaultHandler faultHandler(String name, boolean fatal, Runnable action) {
    if (!fatal) {
      return new LoggingFaultHandler(name, action);
    }
    return (message, cause) -> {
      action.run();
      log.error("Fatal fault of Kafka's {}: {}", name, message, cause);
      IllegalStateException reported = new IllegalStateException(name + ": " + message, cause);
      fault.complete(reported);
      return reported;
    };
  }
}
