package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.GET;

import dev.stele.server.domain.AssociationFilter;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /schemas}: the versions of many subjects at once. */
final class SchemaListRoutes {
  private static final List<String> USE = List.of("resourceType", "associationType", "lifecycle");
  private static final String UNUSED = "NONE";

  private final Calls calls;
  private final SearchLimits limits;

  SchemaListRoutes(Calls calls, SearchLimits limits) {
    this.calls = calls;
    this.limits = limits;
  }

  List<Route> routes() {
    return List.of(ConfluentApi.route(GET, "/schemas", this::list));
  }

  private record Found(List<SchemaSearch.Found> versions, Map<Subject, List<Subject>> aliases) {}

  private Future<Reply> list(Request request) {
    // No prefix is the default context here; a listing of subjects takes it for all of them.
    SchemaSearch search =
        new SchemaSearch(
            request.parameter("subjectPrefix").orElse(""),
            request.flag("aliases"),
            request.flag("deleted") ? Include.ALL : Include.LIVE,
            request.flag("latestOnly"),
            request.parameter("ruleType").filter(type -> !type.isEmpty()),
            use(request));
    Page page = Params.page(request, limits.schemas());
    return calls.read(
        request,
        state -> Decision.unchanged(new Found(search.in(state), search.aliases(state))),
        found ->
            Json.print(
                page.of(found.versions()).stream()
                    .map(each -> view(each, found.aliases()))
                    .toList()));
  }

  private static Views.Listed view(SchemaSearch.Found found, Map<Subject, List<Subject>> aliases) {
    SchemaVersion version = found.version();
    return new Views.Listed(
        Views.Schema.stored(version, version.content().text()),
        aliases.getOrDefault(version.subject(), List.of()).stream()
            .map(Subject::qualified)
            .toList(),
        found.associations().stream().map(AssociationViews.Association::of).toList());
  }

  private static Optional<SchemaSearch.Use> use(Request request) {
    if (USE.stream().allMatch(name -> given(request, name).isEmpty())) {
      return Optional.empty();
    }
    List<String> lifecycles = given(request, "lifecycle");
    AssociationFilter filter =
        new AssociationFilter(
            given(request, "resourceType").stream().findFirst().orElse(""),
            Set.copyOf(given(request, "associationType")),
            lifecycles.stream()
                .filter(name -> !name.equals(UNUSED))
                .map(Params::lifecycle)
                .collect(Collectors.toSet()));
    return Optional.of(new SchemaSearch.Use(filter, lifecycles.contains(UNUSED)));
  }

  private static List<String> given(Request request, String name) {
    return request.parameters(name).stream().filter(value -> !value.isEmpty()).toList();
  }
}
