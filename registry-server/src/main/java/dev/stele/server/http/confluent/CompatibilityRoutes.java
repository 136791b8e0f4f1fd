package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.POST;

import dev.stele.server.domain.Aliases;
import dev.stele.server.domain.CheckCompatibility;
import dev.stele.server.domain.ExplainCompatibility;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.engine.RefusedException;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /compatibility}. */
final class CompatibilityRoutes {
  private final Calls calls;

  CompatibilityRoutes(Calls calls) {
    this.calls = calls;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(
            POST,
            "/compatibility/subjects/{subject}/versions",
            request -> check(request, Optional.empty(), "testCompatibilityForSubject.arg3")),
        ConfluentApi.route(
            POST,
            "/compatibility/subjects/{subject}/versions/{version}",
            request ->
                check(
                    request,
                    Optional.of(Params.version(request)),
                    "testCompatibilityBySubjectName.arg4")));
  }

  private Future<Reply> check(Request request, Optional<VersionSpec> version, String argument) {
    Subject subject = Params.subject(request);
    boolean verbose = request.flag("verbose");
    boolean explain = request.flag("explain");
    return calls.withBody(
        request,
        RegisterSchemaRequest.class,
        argument,
        body -> {
          Function<Subject, CheckCompatibility> check =
              meant ->
                  new CheckCompatibility(meant, version, body.draft(), request.flag("normalize"));
          return explain
              ? calls.ask(
                  request,
                  Aliases.query(subject, meant -> new ExplainCompatibility(check.apply(meant))),
                  report -> Json.print(ExplanationView.of(report, verbose)))
              : calls
                  .ask(
                      request,
                      Aliases.query(subject, check::apply),
                      conflicts -> print(conflicts, verbose))
                  .recover(error -> invalid(error, verbose));
        });
  }

  private static Buffer print(List<String> conflicts, boolean verbose) {
    return Json.print(new Views.Verdict(conflicts.isEmpty(), verbose ? conflicts : null));
  }

  // Who asks for reasons gets them, also if the schema is none.
  private static Future<Reply> invalid(Throwable error, boolean verbose) {
    return verbose
            && error instanceof RefusedException refused
            && refused.error().kind() == RegistryError.Kind.SCHEMA_INVALID
        ? Future.succeededFuture(
            Reply.ok(print(List.of(refused.error().message()), true), refused.offset()))
        : Future.failedFuture(error);
  }
}
