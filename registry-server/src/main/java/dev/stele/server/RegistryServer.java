package dev.stele.server;

import dev.stele.schema.Format;
import dev.stele.schema.SchemaType;
import dev.stele.schema.avro.AvroFormat;
import dev.stele.schema.json.JsonFormat;
import dev.stele.schema.protobuf.ProtobufFormat;
import dev.stele.server.config.ConfigException;
import dev.stele.server.engine.CommandEngine;
import dev.stele.server.engine.EngineSettings;
import dev.stele.server.engine.EngineThread;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.Surroundings;
import dev.stele.server.engine.VerdictCache;
import dev.stele.server.http.Consistency;
import dev.stele.server.http.HttpEndpoint;
import dev.stele.server.http.ListenException;
import dev.stele.server.http.PeerRoutes;
import dev.stele.server.http.Route;
import dev.stele.server.http.confluent.ConfluentApi;
import dev.stele.server.log.Claim;
import dev.stele.server.log.KafkaLog;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.LogTopics;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.MemoryLog;
import dev.stele.server.log.Topics;
import dev.stele.server.ops.DocsRoutes;
import dev.stele.server.ops.Metrics;
import dev.stele.server.ops.OpsRoutes;
import dev.stele.server.ops.Readiness;
import dev.stele.server.view.LiveView;
import dev.stele.server.view.MemoryFeed;
import dev.stele.server.view.StreamsFeed;
import dev.stele.server.view.TopicLookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One registry node: an HTTP server over a log in Kafka. It listens before Kafka answers, so that
 * an outage while it starts is seen in {@code /health/ready} and does not end the process; until
 * the log was read, requests wait for it, and not for long.
 */
public final class RegistryServer implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(RegistryServer.class);
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration OFFSET_PATIENCE = Duration.ofSeconds(5);
  private static final Duration UNDER_WAY = Duration.ofMillis(300);
  private static final Map<String, String> IN_MEMORY =
      Map.of(
          "kafkastore.bootstrap.servers", "nobody:9092", // is never called
          "listeners", "http://127.0.0.1:0",
          "host.name", "127.0.0.1",
          "stele.shutdown.lame.duck.ms", "0");
  private static final int MEMORY_RECORD_BYTES = 1024 * 1024; // as many as Kafka's topics take
  // Parsed, a text takes up to 14 bytes for each character: a fifth of the heap at most, about.
  private static final int HEAP_BYTES_PER_VERDICT_CHARACTER = 48;

  private final NodeSettings settings;
  private final Workers workers;
  private final EngineThread loop = new EngineThread("stele-engine");
  private final VerdictCache verdicts;
  private final LiveView view;
  private final Backend backend;
  private final HttpEndpoint http;
  private final String nodeId = UUID.randomUUID().toString();
  private final Claim.Node node;
  private final AdvertisedAddress advertised;
  private volatile Optional<String> kafkaCluster = Optional.empty();
  private volatile boolean leaving;

  private RegistryServer(Map<String, String> given, LogPlace place) {
    settings = NodeSettings.from(given);
    settings.warnings().forEach(logger::warn);
    workers = new Workers(place.threads());

    List<Format> formats = List.of(new AvroFormat(), new JsonFormat(), new ProtobufFormat());
    Set<SchemaType> types = formats.stream().map(Format::type).collect(Collectors.toSet());
    verdicts =
        new VerdictCache(
            formats, Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_VERDICT_CHARACTER);
    view = new LiveView(settings.defaults(), settings.transactionalId(), Clock.systemUTC());
    backend = new Backend(place == LogPlace.KAFKA ? this::open : this::openInMemory);

    Readiness readiness = new Readiness(view, backend::status, this::remarks, () -> leaving);
    Metrics metrics = new Metrics(view, backend::status);
    Consistency consistency = new Consistency(view, backend, OFFSET_PATIENCE);
    ConfluentApi confluent =
        new ConfluentApi(
            consistency,
            types,
            settings.limits(),
            settings.associations(),
            settings.identity(this::cluster));
    List<Route> routes = new ArrayList<>(confluent.routes());
    routes.addAll(new OpsRoutes(readiness, metrics).routes());
    routes.addAll(new DocsRoutes().routes());
    routes.addAll(new PeerRoutes(backend, nodeId).routes());
    http = HttpEndpoint.start(settings.http(nodeId, place.threads()), routes, confluent, metrics);
    node = new Claim.Node(nodeId, advertisedUrl(), settings.transactionalId());
    advertised =
        new AdvertisedAddress(
            http.peers(), loop, new PeerNode(nodeId, node.url()), settings.pingTimeout());
  }

  /**
   * Starts a node and waits until it has read the log; if Kafka cannot be reached within 30 s, the
   * node goes on trying, and this returns.
   *
   * @param settings by key, as in docs/settings.md
   * @throws StartException if a setting or a topic is not as it must be, or an address is taken
   */
  public static RegistryServer start(Map<String, String> settings) {
    return start(settings, LogPlace.KAFKA);
  }

  /**
   * Starts a node without Kafka on a free port of this machine and waits until it is ready: all
   * that it is told is forgotten when it ends. For tests.
   *
   * @throws StartException if no port is free
   */
  public static RegistryServer startInMemory() {
    return start(IN_MEMORY, LogPlace.MEMORY);
  }

  private static RegistryServer start(Map<String, String> settings, LogPlace place) {
    RegistryServer server;
    try {
      server = new RegistryServer(settings, place);
    } catch (ConfigException | ListenException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
    server.advertised.check();
    server.awaitLog(server.backend.start());
    logger.info(
        "Started: url={} node={} ready={}",
        server.url(),
        server.node.id(),
        server.view.status().ready());
    return server;
  }

  /** The port of the first listener. */
  public int port() {
    return http.addresses().get(0).getPort();
  }

  /** Where a client on this machine reaches the first listener. */
  public String url() {
    String host = http.addresses().get(0).getHostString();
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    return url(any ? "127.0.0.1" : host, port());
  }

  /**
   * Finishes what is going on, gives the role up and stops; takes less than five seconds. Requests
   * are served to the end: nobody is let in any more, clients learn to go elsewhere, and the role
   * is given up only when no request is left.
   */
  @Override
  public void close() {
    leaving = true;
    http.leave(settings.lameDuck());
    http.finish(UNDER_WAY);
    backend.stop();
    http.close();
    backend.close();
    loop.close();
    workers.close();
  }

  // On the backend's thread, each time it tries.
  private Backend.Parts open() {
    Map<String, Object> client = settings.kafka();
    LogTopics topics = Topics.prepare(client, settings.topics(), TOPIC_TIMEOUT);
    kafkaCluster = Optional.of(topics.cluster());
    KafkaLog log = new KafkaLog(settings.log(node), topics);
    CommandEngine engine = engine(log, settings.engine(topics));
    StreamsFeed feed =
        StreamsFeed.start(
            view,
            new StreamsFeed.Settings(node.id(), client),
            new TopicLookup(client, topics.names()),
            Clock.systemUTC());
    return new Backend.Parts(log, engine, feed::close);
  }

  private Backend.Parts openInMemory() {
    Clock clock = Clock.systemUTC();
    kafkaCluster = Optional.of("memory");
    MemoryBroker broker =
        new MemoryBroker(MemoryBroker.Settings.of(MEMORY_RECORD_BYTES), clock::millis, loop);
    MemoryLog log = new MemoryLog(broker, node, loop, MemoryLog.Faults.NONE);
    CommandEngine engine = engine(log, EngineSettings.of(settings.writeTimeout()));
    MemoryFeed feed = MemoryFeed.start(view, broker, MemoryFeed.Pace.of(broker), clock, loop);
    return new Backend.Parts(log, engine, MemoryPolls.start(feed, loop)::close);
  }

  private CommandEngine engine(Log log, EngineSettings limits) {
    return new CommandEngine(
        new Surroundings(node, http.peers(), loop, workers, Clock.systemUTC(), new SecureRandom()),
        log,
        view,
        verdicts,
        limits);
  }

  private void awaitLog(CompletionStage<Void> opened) {
    try {
      opened
          .thenCompose(done -> view.ready())
          .toCompletableFuture()
          .get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      logger.warn(
          "The log was not read in time, trying on: reason={}",
          backend.obstacle().or(() -> view.status().problem()).orElse("none"));
    } catch (ExecutionException e) {
      close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof LogException) {
        throw new StartException(String.valueOf(cause.getMessage()), cause);
      }
      throw new StartException("The log could not be opened: " + cause, cause);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted while the log was being read", e);
    }
  }

  // Known before anything is read from the log, and so before a request is answered from it.
  private String cluster() {
    return kafkaCluster.orElseThrow();
  }

  private List<String> remarks() {
    return Stream.of(backend.obstacle(), advertised.problem()).flatMap(Optional::stream).toList();
  }

  private String advertisedUrl() {
    return url(
        settings.hostName().orElseGet(RegistryServer::machineName),
        settings.hostPort().orElseGet(this::port));
  }

  private static String url(String host, int port) {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String machineName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine that does not know its own name
    }
  }
}
