package dev.stele.server.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One method of one resource.
 *
 * @param template literal segments and {@code {variables}}, as an OpenAPI document spells it; the
 *     variable {@code {rest}} at the end is all that follows; one with a colon has no variables
 * @param media what it takes and gives
 */
public record Route(HttpMethod method, String template, MediaTypes media, Handler handler) {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  /** Answers a request; may throw, and the server answers for it. Must not block. */
  @FunctionalInterface
  public interface Handler {
    Future<Reply> handle(Request request);
  }

  /** The place of a template in a router. A colon in it is one; the router takes it for more. */
  static io.vertx.ext.web.Route at(Router router, String template) {
    return template.indexOf(':') < 0
        ? router.route(VARIABLE.matcher(template.replace("{rest}", "*")).replaceAll(":$1"))
        : router.routeWithRegex(Pattern.quote(template) + "/?");
  }

  /** GET answers HEAD too. */
  Set<HttpMethod> methods() {
    return method.equals(HttpMethod.GET) ? Set.of(method, HttpMethod.HEAD) : Set.of(method);
  }

  /** Whether the request's body is read. */
  boolean takesBody() {
    return method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT);
  }
}
