package dev.stele.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells browsers which pages of other origins may use the API, and answers their preflights. A page
 * that may not is refused with 403 whatever its browser would do. Thread-safe.
 */
final class Cors implements Handler<RoutingContext> {
  private static final int PREFLIGHT_VALID_SECONDS = 1_800;

  private final CorsHandler others;

  Cors(CorsSettings settings) {
    this.others = CorsHandler.create().maxAgeSeconds(PREFLIGHT_VALID_SECONDS);
    if (!settings.origins().contains("*")) {
      settings.origins().forEach(origin -> others.addOriginWithRegex(pattern(origin)));
    }
    settings.methods().forEach(method -> others.allowedMethod(HttpMethod.valueOf(method)));
    settings.headers().forEach(others::allowedHeader);
    others.exposedHeaders(Set.of(Consistency.OFFSET_HEADER, RequestId.HEADER));
  }

  private static String pattern(String origin) {
    return Pattern.quote(origin).replace("*", "\\E.*\\Q");
  }

  @Override
  public void handle(RoutingContext context) {
    if (isOwn(context.request())) {
      context.next();
    } else {
      others.handle(context);
    }
  }

  // Browsers send it with a POST of this server's own pages too. The scheme is not compared: it
  // changes at a proxy.
  private static boolean isOwn(HttpServerRequest http) {
    String origin = http.getHeader(HttpHeaders.ORIGIN);
    HostAndPort own = http.authority();
    return origin != null && own != null && origin.endsWith("://" + own);
  }
}
