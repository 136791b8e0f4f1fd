package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.DeleteMode;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.PutMode;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Settings;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/** {@code /mode}. */
final class ModeRoutes {
  private final Calls calls;

  ModeRoutes(Calls calls) {
    this.calls = calls;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/mode", request -> get(request, Subject.GLOBAL)),
        ConfluentApi.route(
            PUT, "/mode", request -> put(request, Subject.GLOBAL, "updateTopLevelMode.arg1")),
        ConfluentApi.route(DELETE, "/mode", request -> delete(request, Subject.GLOBAL)),
        ConfluentApi.route(
            GET, "/mode/{subject}", request -> get(request, Params.subject(request))),
        ConfluentApi.route(
            PUT,
            "/mode/{subject}",
            request -> put(request, Params.subject(request), "updateMode.arg2")),
        ConfluentApi.route(
            DELETE, "/mode/{subject}", request -> delete(request, Params.subject(request))));
  }

  private Future<Reply> get(Request request, Subject scope) {
    boolean effective = request.flag("defaultToGlobal");
    return calls.read(request, state -> mode(state, scope, effective), ModeRoutes::print);
  }

  private static Decision<Optional<Mode>> mode(State state, Subject scope, boolean effective) {
    Settings settings = state.settings();
    if (effective) {
      return Decision.unchanged(Optional.of(settings.effectiveMode(scope)));
    }
    Optional<Mode> own = settings.mode(scope);
    if (own.isEmpty() && !scope.equals(Subject.GLOBAL)) {
      return new Rejected<>(RegistryError.modeNotSet(scope));
    }
    return Decision.unchanged(own.or(() -> Optional.of(Mode.READWRITE)));
  }

  private Future<Reply> put(Request request, Subject scope, String argument) {
    return calls.withBody(
        request,
        ModeUpdateRequest.class,
        argument,
        body ->
            calls.write(
                request,
                new PutMode(scope, body.modeFor(scope), request.flag("force")),
                "Update mode",
                mode -> Json.printMode(body.spelling())));
  }

  private Future<Reply> delete(Request request, Subject scope) {
    return calls.write(
        request,
        new DeleteMode(scope, request.flag("recursive")),
        "Delete mode",
        ModeRoutes::print);
  }

  private static Buffer print(Optional<Mode> mode) {
    return Json.print(new Views.ModeSet(mode.map(Mode::name).orElse(null)));
  }
}
