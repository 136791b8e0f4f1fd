package dev.stele.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.SchemaContent;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.engine.EngineStatus;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Position;
import dev.stele.server.view.Outcome;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.Snapshot.Quarantined;
import dev.stele.server.view.View;
import dev.stele.server.view.ViewStatus;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpsRoutesTest {
  private static final EngineStatus IDLE = EngineStatus.IDLE;

  private ViewStatus status = new ViewStatus(true, 0, 20, Optional.empty());
  private List<Quarantined> quarantined = List.of();
  private EngineStatus engine = IDLE;
  private List<String> remarks = List.of();
  private Optional<Claim> claim = Optional.empty();
  private boolean leaving;
  private State state = State.empty(Defaults.STANDARD);

  private final View view = new StillView();
  private final Metrics metrics = new Metrics(view, () -> engine);
  private final Readiness readiness =
      new Readiness(view, () -> engine, () -> remarks, () -> leaving);
  private final TestServer server = new TestServer(0, new OpsRoutes(readiness, metrics).routes());
  private final TestClient client = new TestClient(server);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void live_always() {
    status = new ViewStatus(false, 0, -1, Optional.empty());

    assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void ready_200() {
    HttpResponse<String> response = client.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .isEqualTo(
            "{\"ready\":true,\"reasons\":[],\"offset\":7,\"lag\":0,"
                + "\"sinceKafkaAnsweredMs\":20,\"writer\":false,\"holder\":null}");
  }

  @Test
  void ready_saysWhoWrites() {
    Claim.Node other = new Claim.Node("node-b", "http://b:8081", "stele-_schemas");
    claim = Optional.of(new Claim(6, other, false));

    assertThat(client.get("/health/ready").body())
        .contains("\"holder\":{\"node\":\"node-b\",\"url\":\"http://b:8081\",\"claim\":6}");

    claim = Optional.of(new Claim(7, other, true));

    assertThat(client.get("/health/ready").body()).contains("\"holder\":null");
  }

  @Test
  void ready_whileStopping_503() {
    leaving = true;

    HttpResponse<String> response = client.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("This node is shutting down");
    assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void ready_logNotRead_503() {
    status = new ViewStatus(false, 0, -1, Optional.empty());
    remarks = List.of("Kafka at a:1 does not answer");

    HttpResponse<String> response = client.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .contains("The log has not been read to its end yet", "Kafka at a:1 does not answer");
  }

  @Test
  void ready_kafkaAwayForLong_503() {
    status = new ViewStatus(true, 0, 61_000, Optional.empty());

    HttpResponse<String> response = client.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("Kafka has not answered for 61 s");
  }

  @Test
  void ready_whatAnOperatorShouldKnow_isSaid() {
    status = new ViewStatus(true, 3, 20, Optional.of("ids clash"));
    quarantined = List.of(new Quarantined("_schemas", 12, "{key}", "not JSON"));
    engine = new EngineStatus(Optional.empty(), 0, 0, 0, 0, 0, Optional.of("no rights"));

    HttpResponse<String> response = client.get("/health/ready");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains(
            "ids clash",
            "Writes are refused: no rights",
            "Record at offset 12 of _schemas was set aside: key {key}, not JSON");
  }

  @Test
  void metrics_haveTheReferenceRegistrysNames() {
    state = written(state, 1, false);
    state = written(state, 2, true);
    metrics.answered("GET", "/subjects", 200, 1_000_000);
    metrics.answered("GET", "/subjects", 503, 1_000_000);

    HttpResponse<String> response = client.get("/metrics");

    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body().lines())
        .contains(
            "kafka_schema_registry_registered_count 1",
            "kafka_schema_registry_deleted_count 1",
            "kafka_schema_registry_avro_schemas_created 1",
            "kafka_schema_registry_avro_schemas_deleted 1",
            "kafka_schema_registry_json_schemas_created 0",
            "kafka_schema_registry_api_success_count 1",
            "kafka_schema_registry_api_failure_count 1",
            "kafka_schema_registry_master_slave_role 0",
            "stele_view_offset 7.0",
            "stele_http_requests_seconds_count{method=\"GET\",route=\"/subjects\",status=\"503\"} 1");
  }

  @Test
  void metrics_ofTheEngine_outliveAGarbageCollection() {
    engine = new EngineStatus(Optional.empty(), 2, 3, 5, 4, 0, Optional.empty());
    System.gc();

    assertThat(client.get("/metrics").body().lines())
        .contains(
            "stele_engine_claims_total 2.0",
            "stele_engine_waiting 3.0",
            "stele_engine_commands_total 5.0",
            "stele_engine_transactions_total 4.0");
  }

  private static State written(State state, int version, boolean deleted) {
    return state.apply(
        new Event.SchemaWritten(
            Subject.of("s"),
            version,
            version,
            SchemaContent.of(SchemaType.AVRO, "\"int\"" + version),
            deleted),
        new Stamp(version, 0));
  }

  /** Shows what the test wants. */
  private final class StillView implements View {
    @Override
    public CompletionStage<Void> ready() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Snapshot snapshot() {
      return new Snapshot(state, new Position(7, 0), claim, quarantined, Optional.empty());
    }

    @Override
    public ViewStatus status() {
      return status;
    }

    @Override
    public CompletionStage<Snapshot> applied(Position place) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Snapshot> claimedAfter(long offset) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Outcome> watch(CommandId command) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forget(CommandId command) {
      throw new UnsupportedOperationException();
    }
  }
}
