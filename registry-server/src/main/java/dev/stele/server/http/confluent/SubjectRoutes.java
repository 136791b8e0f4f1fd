package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.stele.server.domain.Aliases;
import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.DeleteSubject;
import dev.stele.server.domain.DeleteVersion;
import dev.stele.server.domain.Lookup;
import dev.stele.server.domain.Reads;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.Register;
import dev.stele.server.domain.RegisterLogical;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.domain.VersionSpec;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** {@code /subjects}. */
final class SubjectRoutes {
  private static final String ANY_CONTEXT = ":*:";

  private final Calls calls;
  private final SearchLimits limits;

  SubjectRoutes(Calls calls, SearchLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/subjects", this::list),
        ConfluentApi.route(POST, "/subjects/{subject}", this::lookup),
        ConfluentApi.route(DELETE, "/subjects/{subject}", this::deleteSubject),
        ConfluentApi.route(GET, "/subjects/{subject}/metadata", this::versionWithMetadata),
        ConfluentApi.route(GET, "/subjects/{subject}/versions", this::versions),
        ConfluentApi.route(POST, "/subjects/{subject}/versions", this::register),
        ConfluentApi.route(GET, "/subjects/{subject}/versions/{version}", this::version),
        ConfluentApi.route(DELETE, "/subjects/{subject}/versions/{version}", this::deleteVersion),
        ConfluentApi.route(GET, "/subjects/{subject}/versions/{version}/schema", this::text),
        ConfluentApi.route(POST, "/subjects/{subject}/versions/{version}/tags", this::editTags),
        ConfluentApi.route(
            GET, "/subjects/{subject}/versions/{version}/referencedby", this::referencedBy));
  }

  private Future<Reply> list(Request request) {
    String prefix = request.parameter("subjectPrefix").orElse(ANY_CONTEXT);
    Include include = Params.include(request);
    Page page = Params.page(request, limits.subjects());
    return calls.read(
        request,
        state -> Decision.unchanged(Reads.subjects(state, prefix, include)),
        found -> Json.print(page.of(found).stream().map(Subject::qualified).toList()));
  }

  private Future<Reply> lookup(Request request) {
    Subject subject = Params.subject(request);
    return calls.withBody(
        request,
        RegisterSchemaRequest.class,
        "lookUpSchemaUnderSubject.arg5",
        body ->
            calls.askInShape(
                request,
                Aliases.query(
                    subject,
                    meant ->
                        new Lookup(
                            meant,
                            body.draft(),
                            request.flag("normalize"),
                            request.flag("deleted"))),
                (version, text) -> Json.print(Views.Schema.matched(version, text))));
  }

  private Future<Reply> register(Request request) {
    Subject subject = Params.subject(request);
    return calls.withBody(
        request,
        RegisterSchemaRequest.class,
        "register.arg6",
        body ->
            calls.writeInShape(
                request,
                Aliases.command(subject, meant -> registration(request, meant, body)),
                "Register",
                (version, text) ->
                    Json.print(Views.Registered.of(version, text, body.schema() != null))));
  }

  private static Command<SchemaVersion> registration(
      Request request, Subject subject, RegisterSchemaRequest body) {
    boolean normalize = request.flag("normalize");
    boolean force = request.flag("force");
    return Params.isLogical(request)
        ? new RegisterLogical(subject, body.logicalDraft(), normalize, force)
        : new Register(subject, body.newDraft(), normalize, force);
  }

  private Future<Reply> editTags(Request request) {
    Subject subject = Params.subject(request);
    VersionSpec version = Params.version(request);
    return calls.withBody(
        request,
        TagSchemaRequest.class,
        "modifyTags.arg4",
        body ->
            calls.write(
                request,
                Aliases.command(subject, meant -> body.command(meant, version)),
                "Register",
                edited -> Json.print(Views.Registered.of(edited, edited.content().text(), true))));
  }

  private Future<Reply> deleteSubject(Request request) {
    return calls.write(
        request,
        Aliases.command(
            Params.subject(request), meant -> new DeleteSubject(meant, request.flag("permanent"))),
        "Delete subject",
        Json::print);
  }

  private Future<Reply> deleteVersion(Request request) {
    VersionSpec version = Params.version(request);
    boolean permanent = request.flag("permanent");
    return calls.write(
        request,
        Aliases.command(
            Params.subject(request), meant -> new DeleteVersion(meant, version, permanent)),
        "Delete Schema Version",
        Json::print);
  }

  private Future<Reply> versions(Request request) {
    Subject subject = Params.subject(request);
    boolean negative = request.flag("deletedAsNegative");
    Include include = Params.include(request);
    Page page = Params.page(request, limits.versions());
    return calls.read(
        request,
        Aliases.read(
            subject,
            (state, meant) ->
                negative
                    ? allVersions(state, meant, include)
                    : Reads.versions(state, meant, include)),
        found ->
            Json.print(
                page.of(found).stream()
                    .map(
                        version ->
                            negative && version.deleted() ? -version.version() : version.version())
                    .toList()));
  }

  // Asking for negative numbers does not by itself make a softly deleted subject known.
  private static Decision<List<SchemaVersion>> allVersions(
      State state, Subject subject, Include include) {
    return Reads.versions(state, subject, include)
        .fold(known -> Reads.versions(state, subject, Include.ALL), Rejected::new);
  }

  private Future<Reply> version(Request request) {
    boolean qualified = Params.qualifiesReferences(request);
    return calls.readTagged(
        request,
        Params.isLogical(request) ? Params.LOGICAL : Params.format(request).orElse(""),
        versionIn(request),
        version -> version,
        (version, text, tags) ->
            Json.print(
                Views.Schema.stored(
                    qualified ? version.withQualifiedReferences() : version, text, tags)));
  }

  private Future<Reply> versionWithMetadata(Request request) {
    Subject subject = Params.subject(request);
    Map<String, String> properties = Params.properties(request);
    boolean deleted = request.flag("deleted");
    return calls.readInShape(
        request,
        Aliases.read(
            subject, (state, meant) -> Reads.versionWith(state, meant, properties, deleted)),
        (version, text) -> Json.print(Views.Schema.stored(version, text)));
  }

  private Future<Reply> text(Request request) {
    return calls.readInShape(request, versionIn(request), (version, text) -> Buffer.buffer(text));
  }

  private static Function<State, Decision<SchemaVersion>> versionIn(Request request) {
    Subject subject = Params.subject(request);
    VersionSpec version = Params.version(request);
    boolean deleted = request.flag("deleted");
    return Aliases.read(subject, (state, meant) -> Reads.version(state, meant, version, deleted));
  }

  private Future<Reply> referencedBy(Request request) {
    Subject subject = Params.subject(request);
    VersionSpec version = Params.version(request);
    Include include = request.flag("deleted") ? Include.ALL : Include.LIVE;
    Page page = Params.page(request, limits.schemas());
    return calls.read(
        request,
        Aliases.read(subject, (state, meant) -> Reads.referencedBy(state, meant, version, include)),
        ids -> Json.print(page.of(ids)));
  }
}
