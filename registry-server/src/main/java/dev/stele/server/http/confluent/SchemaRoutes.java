package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.GET;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.stele.schema.SchemaType;
import dev.stele.server.domain.Aliases;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Reads;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** {@code /schemas}. */
final class SchemaRoutes {
  private static final long PREPARED_BYTES = 64L * 1024 * 1024;

  private final Calls calls;
  private final Set<SchemaType> formats;
  private final SearchLimits limits;

  /** Answers to the request every consumer sends, by the version they print. */
  private final Cache<SchemaVersion, Buffer> prepared =
      Caffeine.newBuilder()
          .weakKeys()
          .maximumWeight(PREPARED_BYTES)
          .weigher((SchemaVersion version, Buffer body) -> body.length())
          .build();

  SchemaRoutes(Calls calls, Set<SchemaType> formats, SearchLimits limits) {
    this.calls = calls;
    this.formats = formats;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/schemas/types", this::types),
        ConfluentApi.route(GET, "/schemas/ids/{id}", this::schema),
        ConfluentApi.route(GET, "/schemas/ids/{id}/schema", this::text),
        ConfluentApi.route(GET, "/schemas/ids/{id}/subjects", this::subjects),
        ConfluentApi.route(GET, "/schemas/ids/{id}/versions", this::versions));
  }

  private Future<Reply> types(Request request) {
    return Future.succeededFuture(
        Reply.ok(Json.print(formats.stream().map(SchemaType::name).sorted().toList())));
  }

  private Future<Reply> schema(Request request) {
    return wantsMore(request)
        ? schemaWithMore(request)
        : calls.read(request, schemaIn(request), this::prepared);
  }

  private static boolean wantsMore(Request request) {
    return Params.format(request).isPresent()
        || Params.qualifiesReferences(request)
        || request.flag("fetchMaxId")
        || !request.parameters("findTags").isEmpty();
  }

  private Buffer prepared(SchemaVersion version) {
    return prepared.get(
        version,
        same ->
            Json.print(
                Views.SchemaString.of(
                    same, same.content().text(), List.of(), OptionalInt.empty())));
  }

  private Future<Reply> schemaWithMore(Request request) {
    record Found(SchemaVersion version, OptionalInt maxId) {}
    Function<State, Decision<SchemaVersion>> schema = schemaIn(request);
    boolean fetchMaxId = request.flag("fetchMaxId");
    boolean qualified = Params.qualifiesReferences(request);
    return calls.readTagged(
        request,
        Params.format(request).orElse(""),
        state ->
            schema
                .apply(state)
                .fold(
                    found ->
                        Decision.unchanged(
                            new Found(
                                found.reply(),
                                fetchMaxId
                                    ? OptionalInt.of(
                                        state.highestId(found.reply().subject().context()))
                                    : OptionalInt.empty())),
                    Rejected::new),
        Found::version,
        (found, text, tags) ->
            Json.print(
                Views.SchemaString.of(
                    qualified ? found.version().withQualifiedReferences() : found.version(),
                    text,
                    tags,
                    found.maxId())));
  }

  private Future<Reply> text(Request request) {
    return calls.readInShape(request, schemaIn(request), (version, text) -> Buffer.buffer(text));
  }

  private static Function<State, Decision<SchemaVersion>> schemaIn(Request request) {
    int id = request.numericVariable("id");
    Optional<Subject> hint = Params.subjectHint(request);
    return state -> Reads.schema(state, id, hint.map(name -> Aliases.target(state, name)));
  }

  private Future<Reply> subjects(Request request) {
    Page page = Params.page(request, limits.subjects());
    return calls.read(
        request,
        usersIn(request),
        users ->
            Json.print(page.of(users).stream().map(user -> user.subject().qualified()).toList()));
  }

  private Future<Reply> versions(Request request) {
    Page page = Params.page(request, limits.versions());
    return calls.read(
        request,
        usersIn(request),
        users -> Json.print(page.of(users).stream().map(Views.SubjectVersion::of).toList()));
  }

  private static Function<State, Decision<List<SchemaVersion>>> usersIn(Request request) {
    int id = request.numericVariable("id");
    Optional<Subject> hint = Params.subjectHint(request);
    Include include = request.flag("deleted") ? Include.ALL : Include.LIVE;
    return state -> Reads.users(state, id, hint.map(name -> Aliases.target(state, name)), include);
  }
}
