package dev.stele.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Defaults;
import dev.stele.server.engine.EngineStatus;
import dev.stele.server.http.Consistency;
import dev.stele.server.http.InMemoryRegistry;
import dev.stele.server.http.PeerRoutes;
import dev.stele.server.http.Route;
import dev.stele.server.http.TestClient;
import dev.stele.server.http.TestServer;
import dev.stele.server.http.confluent.ConfluentApi;
import dev.stele.server.http.confluent.SearchLimits;
import dev.stele.server.http.confluent.SearchLimits.Limit;
import dev.stele.server.view.LiveView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The OpenAPI document tells of every route, and of no other. */
final class OpenApiTest {
  private static final Pattern PATH = Pattern.compile("  (/\\S*):");
  private static final Pattern METHOD = Pattern.compile("    (get|post|put|delete):");
  private static final Pattern LINK = Pattern.compile("#/components/(\\w+)/(\\w+)");

  private final OpsRoutes ops = opsRoutes();

  private static OpsRoutes opsRoutes() {
    LiveView view = new LiveView(Defaults.STANDARD, "stele-_schemas", Clock.systemUTC());
    EngineStatus idle = EngineStatus.IDLE;
    return new OpsRoutes(
        new Readiness(view, () -> idle, List::of, () -> false), new Metrics(view, () -> idle));
  }

  private String document() {
    try (TestServer server = new TestServer(0, ops.routes())) {
      return new TestClient(server).get("/openapi.yaml").body();
    }
  }

  @Test
  void document_hasEveryRoute_andNoOther() {
    assertThat(documented(document())).isEqualTo(served());
  }

  @Test
  void document_linksLeadSomewhere() {
    String document = document();
    Matcher link = LINK.matcher(document);

    assertThat(link.results().toList())
        .isNotEmpty()
        .allSatisfy(
            found ->
                assertThat(section(document, found.group(1)))
                    .contains("\n    " + found.group(2) + ":"));
  }

  private static String section(String document, String name) {
    int start = document.indexOf("\n  " + name + ":", document.indexOf("\ncomponents:"));
    Matcher next = Pattern.compile("\n  \\w").matcher(document);
    return next.find(start + 1)
        ? document.substring(start, next.start())
        : document.substring(start);
  }

  private static Set<String> documented(String document) {
    Set<String> operations = new TreeSet<>();
    String path = "";
    for (String line : document.substring(0, document.indexOf("\ncomponents:")).split("\n", -1)) {
      Matcher newPath = PATH.matcher(line);
      Matcher method = METHOD.matcher(line);
      if (newPath.matches()) {
        path = newPath.group(1);
      } else if (method.matches()) {
        operations.add(method.group(1).toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    return operations;
  }

  private Set<String> served() {
    InMemoryRegistry registry = new InMemoryRegistry();
    Limit all = new Limit(1, 1);
    List<Route> routes =
        new ArrayList<>(
            new ConfluentApi(
                    new Consistency(registry, registry, Duration.ofSeconds(1)),
                    Set.of(),
                    new SearchLimits(all, all, all, all),
                    true)
                .routes());
    routes.addAll(ops.routes());
    routes.addAll(new PeerRoutes(registry, "a-node").routes());
    Set<String> operations = new TreeSet<>();
    routes.forEach(route -> operations.add(route.method().name() + " " + route.template()));
    return operations;
  }
}
