package dev.stele.serde.client;

import static dev.stele.serde.client.Operation.ASSOCIATIONS;
import static dev.stele.serde.client.Operation.COMPATIBILITY_LEVEL;
import static dev.stele.serde.client.Operation.LATEST;
import static dev.stele.serde.client.Operation.LATEST_WITH_METADATA;
import static dev.stele.serde.client.Operation.LOOKUP;
import static dev.stele.serde.client.Operation.MODE;
import static dev.stele.serde.client.Operation.REGISTER;
import static dev.stele.serde.client.Operation.SCHEMA_BY_GUID;
import static dev.stele.serde.client.Operation.SCHEMA_BY_ID;
import static dev.stele.serde.client.Operation.SUBJECTS;
import static dev.stele.serde.client.Operation.TEST_COMPATIBILITY;
import static dev.stele.serde.client.Operation.VERSION;
import static dev.stele.serde.client.Operation.VERSIONS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.serde.internal.Flights;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The registry's HTTP API. Each method makes a request; futures fail with RegistryExceptions. */
final class RegistryApi {
  private final Requests requests;
  private final String schemaFormat;

  RegistryApi(ClientSettings settings) {
    ClientListener listener = settings.caches().listener();
    Connections connections = new Connections(settings);
    Supplier<CompletableFuture<BearerToken>> source =
        settings
            .authentication()
            .fetched()
            .<Supplier<CompletableFuture<BearerToken>>>map(
                from -> () -> from.fetch(connections, settings.timeout()))
            .orElse(null);
    Tokens tokens =
        new Tokens(source, settings.tokenBuffer(), settings.timeout(), Clock.systemUTC());
    Transport transport = new Transport(connections, settings.headers(), listener);
    this.requests = new Requests(settings, transport, tokens, listener);
    this.schemaFormat =
        settings.schemaFormat().isEmpty() ? "" : "format=" + Paths.encode(settings.schemaFormat());
  }

  CompletableFuture<RegisteredSchema> register(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    String path =
        Paths.subject(subject) + "/versions?normalize=" + options.contains(SchemaOption.NORMALIZE);
    ObjectNode request = Answers.request(schema);
    if (options.contains(SchemaOption.PROPAGATE_TAGS)) {
      request.put("propagateSchemaTags", true);
    }
    return requests.send(
        Call.post(REGISTER, path, request), answer -> Answers.registered(answer, subject, schema));
  }

  CompletableFuture<RegisteredSchema> lookup(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    String path =
        Paths.subject(subject)
            + "?normalize="
            + options.contains(SchemaOption.NORMALIZE)
            + "&deleted="
            + options.contains(SchemaOption.DELETED);
    return requests.send(
        Call.post(LOOKUP, path, Answers.request(schema)),
        answer -> Answers.registered(answer, subject, schema));
  }

  CompletableFuture<RegisteredSchema> schemaById(int id, String subject) {
    String path =
        "/schemas/ids/"
            + id
            + "?fetchMaxId=false"
            + (subject.isEmpty() ? "" : "&subject=" + Paths.encode(subject))
            + (schemaFormat.isEmpty() ? "" : "&" + schemaFormat);
    return requests.send(Call.get(SCHEMA_BY_ID, path), answer -> Answers.byId(answer, id, subject));
  }

  CompletableFuture<RegisteredSchema> schemaByGuid(UUID guid) {
    String path = "/schemas/guids/" + guid + (schemaFormat.isEmpty() ? "" : "?" + schemaFormat);
    return requests.send(Call.get(SCHEMA_BY_GUID, path), answer -> Answers.byGuid(answer, guid));
  }

  CompletableFuture<RegisteredSchema> version(String subject, int version) {
    String path = Paths.version(subject, Integer.toString(version)) + "?deleted=true";
    return requests.send(Call.get(VERSION, path), answer -> Answers.version(answer, subject));
  }

  /**
   * The highest version.
   *
   * @param properties what its metadata must have; empty: the highest live one
   */
  CompletableFuture<RegisteredSchema> latest(
      String subject, Map<String, String> properties, boolean quick) {
    Call call =
        properties.isEmpty()
            ? Call.get(LATEST, Paths.version(subject, "latest"))
            : Call.get(LATEST_WITH_METADATA, Paths.subject(subject) + metadata(properties));
    return requests.send(call.quick(quick), answer -> Answers.version(answer, subject));
  }

  private static String metadata(Map<String, String> properties) {
    StringBuilder query = new StringBuilder("/metadata?");
    new TreeMap<>(properties)
        .forEach(
            (key, value) ->
                query
                    .append("key=")
                    .append(Paths.encode(key))
                    .append("&value=")
                    .append(Paths.encode(value))
                    .append('&'));
    return query + "deleted=true";
  }

  /** Empty also if the registry knows no associations, which it says by any 404. */
  CompletableFuture<List<String>> associatedSubjects(
      String namespace, String topic, boolean isKey, boolean quick) {
    String path =
        "/associations/resources/"
            + Paths.encode(namespace)
            + "/"
            + Paths.encode(topic)
            + "?resourceType=topic&associationType="
            + (isKey ? "key" : "value");
    return requests
        .send(Call.get(ASSOCIATIONS, path).quick(quick), RegistryApi::subjects)
        .exceptionallyCompose(
            failure -> {
              boolean none =
                  Flights.unwrapped(failure) instanceof RegistryException e && e.status() == 404;
              return none
                  ? CompletableFuture.completedFuture(List.of())
                  : CompletableFuture.failedFuture(failure);
            });
  }

  private static List<String> subjects(JsonNode associations) {
    List<String> subjects = new ArrayList<>();
    Answers.list(associations, "associations")
        .forEach(found -> subjects.add(Answers.required(found, "subject").asText()));
    return List.copyOf(subjects);
  }

  CompletableFuture<List<String>> subjects() {
    return requests.send(
        Call.get(SUBJECTS, "/subjects"),
        answer -> Answers.strings(Answers.list(answer, "subjects")));
  }

  CompletableFuture<List<Integer>> versions(String subject) {
    return requests.send(
        Call.get(VERSIONS, Paths.subject(subject) + "/versions"),
        answer -> Answers.integers(Answers.list(answer, "versions")));
  }

  CompletableFuture<CompatibilityLevel> compatibilityLevel(String subject) {
    return requests.send(
        Call.get(COMPATIBILITY_LEVEL, inherited("/config", subject)), Answers::level);
  }

  CompletableFuture<String> mode(String subject) {
    return requests.send(
        Call.get(MODE, inherited("/mode", subject)),
        answer -> Answers.required(answer, "mode").asText());
  }

  private static String inherited(String path, String subject) {
    return path + "/" + Paths.encode(subject) + "?defaultToGlobal=true";
  }

  CompletableFuture<CompatibilityResult> testCompatibility(
      String subject, SchemaDefinition schema, boolean normalize) {
    String path =
        "/compatibility"
            + Paths.subject(subject)
            + "/versions?normalize="
            + normalize
            + "&verbose=true";
    return requests.send(
        Call.post(TEST_COMPATIBILITY, path, Answers.request(schema)),
        answer ->
            new CompatibilityResult(
                Answers.required(answer, "is_compatible").asBoolean(),
                Answers.strings(answer.path("messages"))));
  }
}
