package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.stele.schema.SchemaType;
import dev.stele.server.http.Consistency;
import dev.stele.server.http.Dialect;
import dev.stele.server.http.MediaTypes;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The API that Confluent's clients speak. */
public final class ConfluentApi implements Dialect {
  private static final List<String> PRODUCED =
      List.of(
          "application/vnd.schemaregistry.v1+json",
          "application/vnd.schemaregistry+json",
          "application/json");
  private static final MediaTypes MEDIA =
      new MediaTypes(
          PRODUCED,
          List.of(PRODUCED.get(0), PRODUCED.get(1), PRODUCED.get(2), "application/octet-stream"));
  private static final Buffer EMPTY_OBJECT = Buffer.buffer("{}");

  private final List<Route> routes = new ArrayList<>();

  /**
   * @param formats that are built in
   * @param associations whether they are offered; if not, their paths are unknown
   */
  public ConfluentApi(
      Consistency registry,
      Set<SchemaType> formats,
      SearchLimits limits,
      boolean associations,
      Identity identity) {
    Calls calls = new Calls(registry);
    // The router tries one after the other, and serializers ask for ids far more than for all else.
    routes.addAll(new SchemaRoutes(calls, formats, limits).routes());
    routes.add(route(GET, "/", request -> Future.succeededFuture(Reply.ok(EMPTY_OBJECT))));
    routes.add(route(POST, "/", ConfluentApi::probe));
    routes.addAll(new SubjectRoutes(calls, limits).routes());
    routes.addAll(new CompatibilityRoutes(calls).routes());
    routes.addAll(new ConfigRoutes(calls).routes());
    routes.addAll(new ModeRoutes(calls).routes());
    routes.addAll(new ContextRoutes(calls, limits).routes());
    routes.addAll(new GuidRoutes(calls).routes());
    routes.addAll(new SchemaListRoutes(calls, limits).routes());
    routes.addAll(new BulkRoutes(calls).routes());
    if (associations) {
      routes.addAll(new AssociationRoutes(calls, limits).routes());
      routes.addAll(new AssociationBatchRoutes(calls).routes());
    }
    routes.addAll(new MetadataRoutes(calls, identity).routes());
  }

  static Route route(HttpMethod method, String template, Route.Handler handler) {
    return new Route(method, template, MEDIA, handler);
  }

  @Override
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  @Override
  public String meant(String target) {
    return ContextPrefix.spelledOut(target);
  }

  @Override
  public Reply failure(Throwable error) {
    return ConfluentErrors.reply(error);
  }

  private static Future<Reply> probe(Request request) {
    Json.parse(request.body(), Map.class); // it must be an object, whatever it says
    return Future.succeededFuture(Reply.ok(EMPTY_OBJECT));
  }
}
