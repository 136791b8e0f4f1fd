package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.POST;

import dev.stele.server.domain.Decision;
import dev.stele.server.domain.FindAssociations;
import dev.stele.server.domain.MutateAssociations;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import dev.stele.server.http.confluent.AssociationViews.Results;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /associations:batch…}: the associations of many topics at once, each answered by itself.
 */
final class AssociationBatchRoutes {
  private final Calls calls;

  AssociationBatchRoutes(Calls calls) {
    this.calls = calls;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(POST, "/associations:batchGet", this::get),
        ConfluentApi.route(POST, "/associations:batchMutate", this::mutate));
  }

  private Future<Reply> get(Request request) {
    return calls.withBody(
        request,
        AssociationBatchGetRequest.class,
        "batchGetAssociations.arg1",
        body -> {
          checkSize(body.requests());
          List<FindAssociations> questions = body.questions(request.flag("includeSchemas"));
          return calls.readSeveral(
              request,
              state ->
                  Decision.unchanged(
                      questions.stream().map(question -> question.in(state)).toList()),
              outcomes -> Json.print(Results.of(outcomes, false)));
        });
  }

  private Future<Reply> mutate(Request request) {
    boolean dryRun = request.flag("dryRun");
    return calls.withBody(
        request,
        AssociationBatchRequest.class,
        "mutateAssociations.arg4",
        body -> {
          checkSize(body.requests());
          return calls.writeOrTry(
              request,
              body.command(Params.context(request), dryRun),
              "Register",
              done -> Reply.several(Json.print(Results.of(done.reply(), dryRun)), done.offset()));
        });
  }

  private static void checkSize(@Nullable List<?> requests) {
    if (requests == null || requests.isEmpty()) {
      throw refusal("cannot be null or empty");
    }
    if (requests.size() > MutateAssociations.MAX_REQUESTS) {
      throw refusal("cannot be more than " + MutateAssociations.MAX_REQUESTS);
    }
  }

  private static RuntimeException refusal(String detail) {
    return ConfluentErrors.refusal(RegistryError.associationInvalid("requests", detail));
  }
}
