package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.GET;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.stele.server.domain.Decision;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** {@code /v1/metadata}: what this registry is. */
final class MetadataRoutes {
  // A client that looks at the number wants to know what it can ask for. The rest says who answers,
  // behind a dash as in the reference registry's own versions.
  private static final String API_RELEASE = "8.5.0";

  private final Calls calls;
  private final Identity identity;
  private final Buffer version = Json.print(version());
  private final Buffer deployment;

  MetadataRoutes(Calls calls, Identity identity) {
    this.calls = calls;
    this.identity = identity;
    this.deployment = Json.print(new Deployment(identity.attributes()));
  }

  private record ClusterId(Scope scope) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Scope(List<String> path, Clusters clusters) {}

  private record Clusters(
      @JsonProperty("kafka-cluster") String kafka,
      @JsonProperty("schema-registry-cluster") String registry) {}

  private record Version(String version, String commitId) {}

  @JsonInclude(JsonInclude.Include.ALWAYS)
  private record Deployment(List<String> attributes) {}

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/v1/metadata/id", this::id),
        ConfluentApi.route(GET, "/v1/metadata/version", request -> ready(version)),
        ConfluentApi.route(GET, "/v1/metadata/deployment", request -> ready(deployment)));
  }

  // As a read of the log: who asks a node that starts waits until it has met Kafka.
  private Future<Reply> id(Request request) {
    return calls.read(
        request,
        state -> Decision.unchanged(new Clusters(identity.kafkaCluster().get(), identity.group())),
        clusters -> Json.print(new ClusterId(new Scope(List.of(), clusters))));
  }

  private static Future<Reply> ready(Buffer body) {
    return Future.succeededFuture(Reply.ok(body));
  }

  private static Version version() {
    Properties build = new Properties();
    try (InputStream in =
        MetadataRoutes.class.getResourceAsStream("/dev/stele/server/build.properties")) {
      if (in == null) {
        throw new IllegalStateException("build.properties is missing in the server's jar");
      }
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(
        API_RELEASE + "-stele." + build.getProperty("version"), build.getProperty("commit"));
  }
}
