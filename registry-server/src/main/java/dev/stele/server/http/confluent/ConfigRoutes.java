package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.stele.server.domain.Config;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.DeleteConfig;
import dev.stele.server.domain.PutConfig;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Settings;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import java.util.List;

/** {@code /config}. */
final class ConfigRoutes {
  private final Calls calls;

  ConfigRoutes(Calls calls) {
    this.calls = calls;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/config", request -> get(request, Subject.GLOBAL)),
        ConfluentApi.route(
            PUT, "/config", request -> put(request, Subject.GLOBAL, "updateTopLevelConfig.arg1")),
        ConfluentApi.route(DELETE, "/config", request -> delete(request, Subject.GLOBAL)),
        ConfluentApi.route(
            GET, "/config/{subject}", request -> get(request, Params.subject(request))),
        ConfluentApi.route(
            PUT,
            "/config/{subject}",
            request -> put(request, Params.subject(request), "updateSubjectLevelConfig.arg2")),
        ConfluentApi.route(
            DELETE, "/config/{subject}", request -> delete(request, Params.subject(request))));
  }

  private Future<Reply> get(Request request, Subject scope) {
    boolean effective = request.flag("defaultToGlobal");
    return calls.read(request, state -> config(state, scope, effective), Json::print);
  }

  private static Decision<Config> config(State state, Subject scope, boolean effective) {
    Settings settings = state.settings();
    if (effective) {
      return Decision.unchanged(settings.effectiveConfig(scope));
    }
    if (scope.equals(Subject.GLOBAL) || scope.equals(Subject.GLOBAL_CONTEXT)) {
      return Decision.unchanged(
          settings
              .configWithLevel(scope)
              .orElse(Config.EMPTY.withLevel(settings.defaults().level())));
    }
    return settings
        .configWithLevel(scope)
        .<Decision<Config>>map(Decision::unchanged)
        .orElseGet(() -> new Rejected<>(RegistryError.configNotSet(scope)));
  }

  private Future<Reply> put(Request request, Subject scope, String argument) {
    return calls.withBody(
        request,
        ConfigUpdateRequest.class,
        argument,
        body ->
            calls.write(
                request,
                new PutConfig(scope, body.change()),
                "Update compatibility level",
                Json::printUpdate));
  }

  private Future<Reply> delete(Request request, Subject scope) {
    return calls.write(request, new DeleteConfig(scope), "Delete compatibility level", Json::print);
  }
}
