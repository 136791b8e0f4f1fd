package dev.stele.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.server.domain.Defaults;
import dev.stele.server.engine.EngineStatus;
import dev.stele.server.ops.DocsRoutes;
import dev.stele.server.ops.Metrics;
import dev.stele.server.ops.OpsRoutes;
import dev.stele.server.ops.Readiness;
import dev.stele.server.view.LiveView;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.mediatype.ContentAnalyser;
import io.vertx.openapi.mediatype.MediaTypeRegistration;
import io.vertx.openapi.mediatype.MediaTypeRegistry;
import io.vertx.openapi.validation.ValidationContext;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The OpenAPI document is one, and tells of every route, parameter, body and status, and of no
 * other. What a handler reads is found out by asking it: without any parameter, and with each that
 * is documented.
 */
final class OpenApiTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final OpenAPIContract DOCUMENT = document();
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern GUID = Pattern.compile("\"guid\":\"([^\"]+)\"");

  private final Set<String> served = new TreeSet<>();
  private final Set<String> read = new ConcurrentSkipListSet<>();
  private final TestServer server = new TestServer(ownRoutes(), this::watched);
  private final TestClient client = new TestClient(server);

  /** Fails if it is none. */
  private static OpenAPIContract document() {
    try (Reader file = Files.newBufferedReader(Path.of("..", "docs", "openapi.yaml"))) {
      Map<String, Object> document = new Yaml().load(file);
      document.remove("servers"); // relative, as the specification allows and this reader does not
      return OpenAPIContract.builder(VERTX)
          .setContract(new JsonObject(document))
          .mediaTypeRegistry(MediaTypeRegistry.createEmpty().register(new AnyMediaType()))
          .build()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bodies are not read here, so it does not matter which types they have. */
  private static final class AnyMediaType implements MediaTypeRegistration {
    @Override
    public ContentAnalyser createContentAnalyser(
        String type, Buffer content, ValidationContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean canHandle(String type) {
      return true;
    }

    @Override
    public List<String> supportedTypes() {
      return List.of();
    }
  }

  @AfterAll
  static void stop() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private static List<Route> ownRoutes() {
    LiveView view = new LiveView(Defaults.STANDARD, "stele-_schemas", Clock.systemUTC());
    EngineStatus idle = EngineStatus.IDLE;
    List<Route> routes =
        new ArrayList<>(
            new OpsRoutes(
                    new Readiness(view, () -> idle, List::of, () -> false),
                    new Metrics(view, () -> idle))
                .routes());
    routes.addAll(new DocsRoutes().routes());
    return routes;
  }

  private Route watched(Route route) {
    served.add(route.method() + " " + route.template());
    return new Route(
        route.method(),
        route.template(),
        route.media(),
        request -> route.handler().handle(request.with(Watched::new)));
  }

  /** Query parameters that note which of them are asked for. */
  private final class Watched extends AbstractMap<String, List<String>> {
    private final Map<String, List<String>> query;

    Watched(Map<String, List<String>> query) {
      this.query = query;
    }

    @Override
    public @Nullable List<String> get(Object name) {
      read.add((String) name);
      return query.get(name);
    }

    @Override
    public Set<Entry<String, List<String>>> entrySet() {
      return query.entrySet();
    }
  }

  static Stream<Named<Operation>> operations() {
    return DOCUMENT.operations().stream().map(one -> Named.of(name(one), one));
  }

  private static String name(Operation operation) {
    return operation.getHttpMethod() + " " + operation.getOpenAPIPath();
  }

  @Test
  void operations_areTheRoutes() {
    assertThat(operations().map(Named::getName)).containsExactlyInAnyOrderElementsOf(served);
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void operation_isDocumentedInFull(Operation operation) {
    Set<String> names = new TreeSet<>();
    VARIABLE
        .matcher(operation.getOpenAPIPath())
        .results()
        .forEach(found -> names.add(found.group(1)));

    assertThat(parameters(operation, Location.PATH)).isEqualTo(names);
    assertThat(Stream.of(200, 204, 207).map(operation::getResponse).anyMatch(done -> done != null))
        .isTrue();
    assertThat(operation.getRequestBody() != null)
        .isEqualTo(Set.of("POST", "PUT").contains(operation.getHttpMethod().name()));
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void parameters_areThoseThatAreRead_andStatusesThoseThatAreGiven(Operation operation) {
    String guid = guid(client.register("s", "\"int\"").body());
    String path = filled(operation, guid);
    read.clear();
    Set<Integer> statuses = new TreeSet<>();

    statuses.add(ask(operation, path));
    for (Parameter parameter : operation.getParameters()) {
      if (parameter.getIn() == Location.QUERY) {
        statuses.add(ask(operation, path + "?" + parameter.getName() + "=" + value(parameter)));
      }
    }

    assertThat(read).as(name(operation)).isEqualTo(parameters(operation, Location.QUERY));
    assertThat(statuses)
        .as(name(operation))
        .allSatisfy(status -> assertThat(operation.getResponse(status)).isNotNull());
    server.close();
  }

  private int ask(Operation operation, String target) {
    HttpResponse<String> response =
        client.send(operation.getHttpMethod().name(), target, body(operation));
    return response.statusCode();
  }

  private static String body(Operation operation) {
    if (operation.getRequestBody() == null) {
      return "";
    }
    MediaType json = operation.getRequestBody().getContent().values().iterator().next();
    JsonObject example =
        Objects.requireNonNull(
            json.getOpenAPIModel().getJsonObject("example"), name(operation) + " has no example");
    return example.encode();
  }

  private static String filled(Operation operation, String guid) {
    return VARIABLE
        .matcher(operation.getOpenAPIPath())
        .replaceAll(
            variable ->
                switch (variable.group(1)) {
                  case "id", "version" -> "1";
                  case "guid" -> guid;
                  case "file" -> "page.js";
                  case "resource" -> "id-1"; // as in the example of the body
                  default -> "s";
                });
  }

  private static String value(Parameter parameter) {
    return switch (parameter.getSchemaType()) {
      case BOOLEAN -> "true";
      case INTEGER -> "1";
      default -> "s";
    };
  }

  private static Set<String> parameters(Operation operation, Location location) {
    return operation.getParameters().stream()
        .filter(parameter -> parameter.getIn() == location)
        .map(Parameter::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String guid(String registered) {
    return GUID.matcher(registered).results().findFirst().orElseThrow().group(1);
  }
}
