package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.GET;

import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Reads.Include;
import dev.stele.server.domain.SchemaSearch;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.domain.Subject;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** {@code /schemas}: the versions of many subjects at once. */
final class SchemaListRoutes {
  private static final List<String> ASSOCIATION_FILTERS =
      List.of("resourceType", "associationType", "lifecycle");

  private final Calls calls;
  private final SearchLimits limits;

  SchemaListRoutes(Calls calls, SearchLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(ConfluentApi.route(GET, "/schemas", this::list));
  }

  private record Found(List<SchemaVersion> versions, Map<Subject, List<Subject>> aliases) {}

  private Future<Reply> list(Request request) {
    for (String filter : ASSOCIATION_FILTERS) {
      if (request.parameter(filter).filter(value -> !value.isEmpty()).isPresent()) {
        throw ConfluentErrors.notSupported(filter);
      }
    }
    // No prefix is the default context here; a listing of subjects takes it for all of them.
    SchemaSearch search =
        new SchemaSearch(
            request.parameter("subjectPrefix").orElse(""),
            request.flag("aliases"),
            request.flag("deleted") ? Include.ALL : Include.LIVE,
            request.flag("latestOnly"),
            request.parameter("ruleType").filter(type -> !type.isEmpty()));
    Page page = Params.page(request, limits.schemas());
    return calls.read(
        request,
        state -> Decision.unchanged(new Found(search.in(state), search.aliases(state))),
        found ->
            Json.print(
                page.of(found.versions()).stream()
                    .map(version -> Views.Listed.of(version, found.aliases()))
                    .toList()));
  }
}
