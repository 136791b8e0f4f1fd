package dev.stele.server.ops;

import dev.stele.server.http.HttpException;
import dev.stele.server.http.MediaTypes;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;

/** {@code /docs}: a page to read about the API and to try it. Nothing comes from elsewhere. */
public final class DocsRoutes {
  // Styles are set on elements, and pictures are in the style sheet.
  private static final String POLICY =
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
  // The page names the release of each file, so a browser may keep them for a day.
  private static final String KEPT = "public, max-age=86400";

  private final Reply page =
      file("index.html", "text/html; charset=utf-8")
          .with("Content-Security-Policy", POLICY)
          .with("Cache-Control", "no-cache");
  private final Map<String, Reply> files =
      Map.of(
          "page.js", script("page.js"),
          "page.css", style("page.css"),
          "swagger-ui-bundle.js", script("swagger-ui-bundle.js"),
          "swagger-ui-bundle.js.LICENSE.txt",
              file("swagger-ui-bundle.js.LICENSE.txt", "text/plain; charset=utf-8"),
          "swagger-ui.css", style("swagger-ui.css"));

  public List<Route> routes() {
    return List.of(
        route("/docs", request -> Future.succeededFuture(page)), route("/docs/{file}", this::file));
  }

  private static Route route(String path, Route.Handler handler) {
    return new Route(HttpMethod.GET, path, MediaTypes.only("text/html"), handler);
  }

  private Future<Reply> file(Request request) {
    Reply found = files.get(request.variable("file"));
    if (found == null) {
      throw HttpException.notFound();
    }
    return Future.succeededFuture(found);
  }

  private static Reply script(String name) {
    return file(name, "text/javascript; charset=utf-8").with("Cache-Control", KEPT);
  }

  private static Reply style(String name) {
    return file(name, "text/css; charset=utf-8").with("Cache-Control", KEPT);
  }

  private static Reply file(String name, String type) {
    return Reply.ok(Resources.read("/dev/stele/server/ops/docs/" + name))
        .as(type)
        .with("X-Content-Type-Options", "nosniff");
  }
}
