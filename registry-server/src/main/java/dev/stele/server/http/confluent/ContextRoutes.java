package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;

import dev.stele.server.domain.Decision;
import dev.stele.server.domain.DeleteContext;
import dev.stele.server.domain.Reads;
import dev.stele.server.domain.Subject;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import java.util.List;

/** {@code /contexts}. */
final class ContextRoutes {
  private final Calls calls;
  private final SearchLimits limits;

  ContextRoutes(Calls calls, SearchLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/contexts", this::list),
        ConfluentApi.route(DELETE, "/contexts/{context}", this::delete));
  }

  private Future<Reply> list(Request request) {
    String prefix = request.parameter("contextPrefix").orElse("");
    Page page = Params.page(request, limits.contexts());
    return calls.read(
        request,
        state -> Decision.unchanged(Reads.contexts(state, prefix)),
        found -> Json.print(page.of(found)));
  }

  private Future<Reply> delete(Request request) {
    // Spelled as the scope it is: ContextPrefix has seen to that.
    Subject scope = Subject.of(request.variable("context"));
    return calls.done(request, new DeleteContext(scope.context()), "Delete context");
  }
}
