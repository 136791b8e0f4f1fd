package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.stele.server.domain.Aliases;
import dev.stele.server.domain.Association;
import dev.stele.server.domain.AssociationFilter;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.DeleteAssociations;
import dev.stele.server.domain.PutAssociations;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Subject;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import dev.stele.server.http.confluent.AssociationViews.OfResource;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** {@code /associations}: which topics use which subjects. */
final class AssociationRoutes {
  private final Calls calls;
  private final SearchLimits limits;

  AssociationRoutes(Calls calls, SearchLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/associations/subjects/{subject}", this::ofSubject),
        ConfluentApi.route(GET, "/associations/resources/{namespace}/{name}", this::ofName),
        ConfluentApi.route(GET, "/associations/resources/{resource}", this::ofId),
        ConfluentApi.route(PUT, "/associations/resources/{resource}", this::upsert),
        ConfluentApi.route(DELETE, "/associations/resources/{resource}", this::delete),
        ConfluentApi.route(POST, "/associations", this::create));
  }

  private Future<Reply> ofSubject(Request request) {
    Subject subject = Params.subject(request);
    return list(request, state -> state.associations().of(Aliases.target(state, subject)));
  }

  private Future<Reply> ofName(Request request) {
    String namespace = request.variable("namespace");
    String name = request.variable("name");
    return list(request, state -> state.associations().ofResource(namespace, name));
  }

  private Future<Reply> ofId(Request request) {
    String id = request.variable("resource");
    return list(request, state -> state.associations().ofResource(id));
  }

  private Future<Reply> list(Request request, Function<State, List<Association>> some) {
    AssociationFilter filter = Params.associations(request, Params.lifecycles(request));
    Page page = Params.page(request, limits.schemas());
    return calls.read(
        request,
        state -> Decision.unchanged(filter.of(some.apply(state))),
        found ->
            Json.print(page.of(found).stream().map(AssociationViews.Association::of).toList()));
  }

  private Future<Reply> create(Request request) {
    return calls.withBody(
        request,
        AssociationCreateOrUpdateRequest.class,
        "createAssociation.arg4",
        body -> put(request, body, true));
  }

  private Future<Reply> upsert(Request request) {
    String id = request.variable("resource");
    return calls.withBody(
        request,
        AssociationCreateOrUpdateRequest.class,
        "createOrUpdateAssociation.arg5",
        body -> put(request, body.of(id), false));
  }

  private Future<Reply> put(
      Request request, AssociationCreateOrUpdateRequest body, boolean create) {
    boolean dryRun = request.flag("dryRun");
    PutAssociations command = body.command(Params.context(request), create, dryRun);
    return calls.writeOrTry(
        request,
        command,
        "Register",
        done ->
            Reply.ok(
                Json.print(
                    dryRun
                        ? OfResource.withoutAssociations(done.reply())
                        : OfResource.of(done.reply())),
                done.offset()));
  }

  private Future<Reply> delete(Request request) {
    AssociationFilter filter = Params.associations(request, Set.of());
    return calls.writeOrTry(
        request,
        new DeleteAssociations(
            request.variable("resource"), filter, request.flag("cascadeLifecycle"), true),
        "Register",
        done -> Reply.done(done.offset()));
  }
}
