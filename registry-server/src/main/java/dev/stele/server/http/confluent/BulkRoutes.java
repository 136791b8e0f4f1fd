package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.POST;

import dev.stele.server.domain.PlanRegistration;
import dev.stele.server.domain.RegisterAll;
import dev.stele.server.http.MediaTypes;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import java.util.List;

/**
 * {@code /stele/v1/register}. The reference registry has no such thing; it is here because its
 * entries are bodies of this API, and its refusals have this API's numbers and words.
 */
final class BulkRoutes {
  private final Calls calls;

  BulkRoutes(Calls calls) {
    this.calls = calls;
  }

  List<Route> routes() {
    MediaTypes json = MediaTypes.only("application/json");
    return List.of(new Route(POST, ContextPrefix.OWN + "v1/register", json, this::register));
  }

  private Future<Reply> register(Request request) {
    return calls.withBody(
        request,
        RegisterAllRequest.class,
        "The body",
        body -> {
          RegisterAll command = body.command(request.flag("normalize"));
          return request.flag("dryRun")
              ? calls.ask(
                  request,
                  new PlanRegistration(command),
                  plan -> Json.print(PlanView.of(plan, true)))
              : calls.write(
                  request, command, "Register", plan -> Json.print(PlanView.of(plan, false)));
        });
  }
}
