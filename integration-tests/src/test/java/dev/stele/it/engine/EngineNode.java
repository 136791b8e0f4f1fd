package dev.stele.it.engine;

import dev.stele.it.log.KafkaLogs;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.Defaults;
import dev.stele.server.engine.ClientCall;
import dev.stele.server.engine.CommandEngine;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.EngineSettings;
import dev.stele.server.engine.EngineThread;
import dev.stele.server.engine.Forward;
import dev.stele.server.engine.LineFormat;
import dev.stele.server.engine.Origin;
import dev.stele.server.engine.PeerException;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.PeerReply;
import dev.stele.server.engine.Peers;
import dev.stele.server.engine.Surroundings;
import dev.stele.server.engine.VerdictCache;
import dev.stele.server.log.Claim;
import dev.stele.server.log.KafkaLog;
import dev.stele.server.view.LiveView;
import dev.stele.server.view.StreamsFeed;
import dev.stele.server.view.TopicLookup;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/** A node without HTTP: engine, log and view on a broker. */
final class EngineNode implements AutoCloseable {
  private static final String TRANSACTIONAL_ID = "stele-engine-test";

  private final EngineThread loop = new EngineThread("stele-engine");
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final KafkaLog log;
  private final StreamsFeed feed;
  final LiveView view = new LiveView(Defaults.STANDARD, TRANSACTIONAL_ID, Instant::now);
  final CommandEngine engine;

  /**
   * @param producers makes the log's producers, that may fail
   */
  EngineNode(
      String bootstrapServers,
      KafkaLogs logs,
      Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
    String id = UUID.randomUUID().toString();
    Claim.Node self = new Claim.Node(id, "http://" + id, TRANSACTIONAL_ID);
    this.log = logs.open(self, KafkaLogs.REFUSE, producers);
    Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers);
    this.feed =
        StreamsFeed.start(
            view,
            new StreamsFeed.Settings(id, client),
            new TopicLookup(client, logs.topics().names()),
            Instant::now);
    this.engine =
        new CommandEngine(
            new Surroundings(
                self, new NoPeers(), loop, workers, Clock.systemUTC(), new SecureRandom()),
            log,
            view,
            new VerdictCache(List.of(new LineFormat()), 1_000_000),
            EngineSettings.of(Duration.ofSeconds(30)));
  }

  /** Runs a command for a client of this node. */
  <R> CompletionStage<Done<R>> submit(Command<R> command) {
    ClientCall call = new ClientCall("POST", "/", List.of(), ByteBuffer.allocate(0));
    return engine
        .submit(command, new Origin.Client("", call))
        .thenApply(
            answer ->
                answer.fold(
                    done -> done,
                    relayed -> {
                      throw new AssertionError("There is nobody to ask");
                    }));
  }

  /** Nodes that cannot reach each other. */
  private static final class NoPeers implements Peers {
    @Override
    public CompletionStage<PeerReply> forward(PeerNode holder, Forward forward, ClientCall call) {
      return CompletableFuture.failedFuture(unreachable(holder));
    }

    @Override
    public CompletionStage<Void> ping(PeerNode node) {
      return CompletableFuture.failedFuture(unreachable(node));
    }

    private static PeerException unreachable(PeerNode node) {
      return new PeerException(PeerException.Kind.UNREACHABLE, "No way to " + node.url());
    }
  }

  @Override
  public void close() {
    engine.stop().toCompletableFuture().join();
    feed.close();
    log.close();
    loop.close();
    workers.shutdown();
  }
}
