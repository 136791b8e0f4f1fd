package dev.stele.server.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stele.server.http.MediaTypes;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code /health}, {@code /metrics} and {@code /openapi.yaml}. */
public final class OpsRoutes {
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String YAML = "application/yaml";
  private static final String OPENAPI = "/openapi.yaml";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Buffer ALIVE = Buffer.buffer("{\"alive\":true}");

  private final Readiness readiness;
  private final Metrics metrics;
  private final Buffer openApi = Resources.read(OPENAPI);

  public OpsRoutes(Readiness readiness, Metrics metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(
        route("/health/live", JSON, request -> Future.succeededFuture(Reply.ok(ALIVE))),
        route("/health/ready", JSON, request -> Future.succeededFuture(ready())),
        route("/metrics", PROMETHEUS, this::scrape),
        route(OPENAPI, YAML, request -> Future.succeededFuture(Reply.ok(openApi))));
  }

  private static Route route(String path, String type, Route.Handler handler) {
    return new Route(HttpMethod.GET, path, MediaTypes.only(type), handler);
  }

  private Reply ready() {
    Readiness.Report report = readiness.report();
    try {
      Buffer body = Buffer.buffer(MAPPER.writeValueAsBytes(report));
      return report.ready() ? Reply.ok(body) : Reply.failure(503, body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Counting the schemas walks over all of them.
  private Future<Reply> scrape(Request request) {
    return request.offload(() -> Reply.ok(Buffer.buffer(metrics.scrape())));
  }
}
