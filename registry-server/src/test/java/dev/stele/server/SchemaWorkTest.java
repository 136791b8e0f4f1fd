package dev.stele.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.avro.AvroFormat;
import dev.stele.server.domain.Defaults;
import dev.stele.server.engine.ClientCall;
import dev.stele.server.engine.CommandEngine;
import dev.stele.server.engine.EngineSettings;
import dev.stele.server.engine.EngineThread;
import dev.stele.server.engine.Forward;
import dev.stele.server.engine.PeerException;
import dev.stele.server.engine.PeerNode;
import dev.stele.server.engine.PeerReply;
import dev.stele.server.engine.Peers;
import dev.stele.server.engine.Surroundings;
import dev.stele.server.engine.VerdictCache;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import dev.stele.server.log.Claim;
import dev.stele.server.log.MemoryBroker;
import dev.stele.server.log.MemoryLog;
import dev.stele.server.view.LiveView;
import dev.stele.server.view.MemoryFeed;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only workers parse, compare and print schemas: neither an event loop nor the engine's thread. */
@Timeout(60)
final class SchemaWorkTest {
  private static final String ONE = record("a");
  private static final String TWO = record("b");
  private static final String TAGS =
      "{\"schemaEntity\":{\"entityPath\":\"R\",\"entityType\":\"sr_record\"},\"tags\":[\"T\"]}";

  private final WatchedFormat format = new WatchedFormat(new AvroFormat());
  private final Workers workers = new Workers(2);
  private final EngineThread loop = new EngineThread("engine");
  private final TestServer server = server();
  private final TestClient client = new TestClient(server);

  private TestServer server() {
    Clock clock = Clock.systemUTC();
    Claim.Node self = new Claim.Node("n", "http://n", "stele-_schemas");
    MemoryBroker broker =
        new MemoryBroker(MemoryBroker.Settings.of(1_000_000), clock::millis, loop);
    LiveView view = new LiveView(Defaults.STANDARD, self.transactionalId(), clock);
    MemoryFeed.start(view, broker, MemoryFeed.Pace.of(broker), clock, loop);
    CommandEngine engine =
        new CommandEngine(
            new Surroundings(self, new NoPeers(), loop, workers, clock, new SecureRandom()),
            new MemoryLog(broker, self, loop, MemoryLog.Faults.NONE),
            view,
            new VerdictCache(List.of(format), 10_000),
            EngineSettings.of(Duration.ofSeconds(30)));
    return new TestServer(view, engine);
  }

  private static final class NoPeers implements Peers {
    @Override
    public CompletionStage<PeerReply> forward(PeerNode holder, Forward forward, ClientCall call) {
      return CompletableFuture.failedFuture(unreachable());
    }

    @Override
    public CompletionStage<Void> ping(PeerNode node) {
      return CompletableFuture.failedFuture(unreachable());
    }

    private static PeerException unreachable() {
      return new PeerException(PeerException.Kind.UNREACHABLE, "This node is alone");
    }
  }

  @AfterEach
  void stop() {
    server.close();
    loop.close();
    workers.close();
  }

  @Test
  void everyRequest_leavesSchemasToWorkers() {
    ok("POST", "/subjects/s/versions?format=resolved", ONE);
    ok("POST", "/subjects/s/versions?normalize=true", TWO);
    ok("POST", "/subjects/s", ONE.replace(":", " : "));
    ok("POST", "/compatibility/subjects/s/versions?verbose=true", ONE);
    ok("POST", "/compatibility/subjects/s/versions?explain=true", "\\\"int\\\"");
    ok("GET", "/subjects/s/versions/1?format=resolved", "");
    ok("GET", "/subjects/s/versions/2/schema?format=resolved", "");
    ok("GET", "/schemas/ids/1?format=resolved", "");
    ok("GET", "/schemas/ids/2/schema?format=resolved", "");
    ok("GET", "/schemas/ids/1?findTags=*", "");
    tag("/subjects/s/versions/1/tags");

    assertThat(format.threads())
        .containsOnlyKeys(
            "parse",
            "canonicalText",
            "normalized",
            "text",
            "tags",
            "tagged",
            "equivalent",
            "incompatibilities");
    assertThat(format.threads().values())
        .allSatisfy(names -> assertThat(names).allMatch(name -> name.startsWith("stele-worker-")));
  }

  @Test
  void moreThanTheCacheHolds_isDecidedAllTheSame() {
    String schemas =
        IntStream.range(0, 100)
            .mapToObj(i -> "{\"subject\":\"s%d\",\"schema\":\"%s\"}".formatted(i, record("f" + i)))
            .collect(Collectors.joining(","));

    HttpResponse<String> response =
        client.send("POST", "/stele/v1/register", "{\"schemas\":[" + schemas + "]}");

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(format.threads().values())
        .allSatisfy(names -> assertThat(names).allMatch(name -> name.startsWith("stele-worker-")));
  }

  private void tag(String path) {
    send("POST", path, "{\"tagsToAdd\":[" + TAGS + "]}");
  }

  private void ok(String method, String path, String schema) {
    send(method, path, schema.isEmpty() ? "" : "{\"schema\":\"" + schema + "\"}");
  }

  private void send(String method, String path, String body) {
    HttpResponse<String> response = client.send(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private static String record(String field) {
    return ("{'type':'record','name':'R','fields':[{'name':'"
            + field
            + "','type':'int','default':0,'z':1,'aliases':[]}]}")
        .replace("'", "\\\"");
  }
}
