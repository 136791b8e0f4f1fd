package dev.stele.server.http.confluent;

import static io.vertx.core.http.HttpMethod.GET;

import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Decision.Rejected;
import dev.stele.server.domain.Reads;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.SchemaVersion;
import dev.stele.server.http.Reply;
import dev.stele.server.http.Request;
import dev.stele.server.http.Route;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /schemas/guids}: schemas by the hash of what they say, whatever their context. */
final class GuidRoutes {
  // With all four dashes or with none.
  private static final Pattern DIGITS =
      Pattern.compile(
          "(\\p{XDigit}{8})(-?)(\\p{XDigit}{4})\\2(\\p{XDigit}{4})\\2(\\p{XDigit}{4})\\2"
              + "(\\p{XDigit}{12})");

  private final Calls calls;

  GuidRoutes(Calls calls) {
    this.calls = calls;
  }

  List<Route> routes() {
    return List.of(
        ConfluentApi.route(GET, "/schemas/guids/{guid}", this::schema),
        ConfluentApi.route(GET, "/schemas/guids/{guid}/ids", this::ids));
  }

  private Future<Reply> schema(Request request) {
    RegistryError notFound = RegistryError.schemaNotFound(request.variable("guid"));
    UUID guid = guid(request).orElseThrow(() -> ConfluentErrors.refusal(notFound));
    return calls.readInShape(
        request,
        state ->
            Reads.schema(state, guid)
                .<Decision<SchemaVersion>>map(Decision::unchanged)
                .orElseGet(() -> new Rejected<>(notFound)),
        (version, text) -> Json.print(Views.SchemaString.ofContent(version, text)));
  }

  private Future<Reply> ids(Request request) {
    Optional<UUID> guid = guid(request);
    return calls.read(
        request,
        state -> Decision.unchanged(guid.map(known -> Reads.ids(state, known)).orElse(List.of())),
        Json::print);
  }

  private static Optional<UUID> guid(Request request) {
    Matcher digits = DIGITS.matcher(request.variable("guid"));
    return digits.matches()
        ? Optional.of(UUID.fromString(digits.replaceFirst("$1-$3-$4-$5-$6")))
        : Optional.empty();
  }
}
