package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaSource;
import dev.stele.serde.internal.LoadingCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A registry as seen from an application. Thread-safe; meant to live as long as the application.
 *
 * <p>What was answered once is remembered within bounds and never asked again, so it is there while
 * the registry is not. Threads that miss the same thing at the same time make one request. Requests
 * that may succeed later are retried, see {@link ClientConfig}. Every method throws {@link
 * RegistryException} if the registry refuses, fails or cannot be reached.
 */
public final class RegistryClient {
  private final ClientConfig config;
  private final Transport transport;
  private final ReferenceResolver references;
  private final LatestVersions latest;
  private final LoadingCache<ById, RegisteredSchema> byId;
  private final LoadingCache<UUID, RegisteredSchema> byGuid;
  private final LoadingCache<BySchema, RegisteredSchema> registered;
  private final LoadingCache<BySchema, RegisteredSchema> lookedUp;
  private final LoadingCache<ByVersion, RegisteredSchema> byVersion;

  public RegistryClient(ClientConfig config) {
    int capacity = config.cacheCapacity();
    this.config = config;
    this.transport = new Transport(config);
    this.byId = new LoadingCache<>(capacity);
    this.byGuid = new LoadingCache<>(capacity);
    this.registered = new LoadingCache<>(capacity);
    this.lookedUp = new LoadingCache<>(capacity);
    this.byVersion = new LoadingCache<>(capacity);
    this.references = new ReferenceResolver(this::version);
    this.latest =
        new LatestVersions(capacity, config.latestTtl(), System::nanoTime, this::fetchLatest);
  }

  /** A client with default settings. */
  public static RegistryClient of(String url) {
    return new RegistryClient(ClientConfig.of(Map.of(ClientConfig.SCHEMA_REGISTRY_URL, url)));
  }

  /** The settings this client was made with. */
  public ClientConfig config() {
    return config;
  }

  /**
   * Registers a schema under a subject, or finds that it is there already.
   *
   * @param options any of {@link SchemaOption#NORMALIZE} and {@link SchemaOption#PROPAGATE_TAGS}
   */
  public RegisteredSchema register(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return registered.get(
        new BySchema(subject, schema, Set.copyOf(options)),
        () ->
            Answers.registered(
                transport.post(
                    Paths.subject(subject)
                        + "/versions?normalize="
                        + options.contains(SchemaOption.NORMALIZE)
                        + (options.contains(SchemaOption.PROPAGATE_TAGS)
                            ? "&propagateSchemaTags=true"
                            : ""),
                    Answers.request(schema)),
                subject,
                schema));
  }

  /**
   * Finds a schema among a subject's versions; error 40401 or 40403 if it is not there.
   *
   * @param options any of {@link SchemaOption#NORMALIZE} and {@link SchemaOption#DELETED}
   */
  public RegisteredSchema lookup(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return lookedUp.get(
        new BySchema(subject, schema, Set.copyOf(options)),
        () ->
            Answers.registered(
                transport.post(
                    Paths.subject(subject)
                        + "?normalize="
                        + options.contains(SchemaOption.NORMALIZE)
                        + "&deleted="
                        + options.contains(SchemaOption.DELETED),
                    Answers.request(schema)),
                subject,
                schema));
  }

  /** The schema of an id in the default context; error 40403 if there is none. */
  public RegisteredSchema schemaById(int id) {
    return schemaById(id, "");
  }

  /**
   * The schema of an id in the context of a subject.
   *
   * @param subject need not hold the id; empty for the default context
   */
  public RegisteredSchema schemaById(int id, String subject) {
    String query = subject.isEmpty() ? "" : "&subject=" + Paths.encode(subject);
    return byId.get(
        new ById(id, subject),
        () ->
            Answers.byId(
                transport.get("/schemas/ids/" + id + "?fetchMaxId=false" + query), id, subject));
  }

  /**
   * The schema of a guid; error 40403 if there is none.
   *
   * @param guid the same in every context and registry
   */
  public RegisteredSchema schemaByGuid(UUID guid) {
    return byGuid.get(guid, () -> Answers.byGuid(transport.get("/schemas/guids/" + guid), guid));
  }

  /**
   * The highest version of a subject, live or soft-deleted, whose metadata has all these
   * properties, as old as {@code latest.cache.ttl.sec} allows.
   */
  public RegisteredSchema latestWithMetadata(String subject, Map<String, String> properties) {
    StringBuilder query = new StringBuilder();
    new TreeMap<>(properties)
        .forEach(
            (key, value) ->
                query
                    .append("key=")
                    .append(Paths.encode(key))
                    .append("&value=")
                    .append(Paths.encode(value))
                    .append('&'));
    return Answers.version(
        transport.get(Paths.subject(subject) + "/metadata?" + query + "deleted=true"), subject);
  }

  /**
   * The subjects associated with a topic's keys or values.
   *
   * @param namespace the id of the topic's Kafka cluster, or {@code -}
   * @return empty if there are none, or the registry knows no associations
   */
  public List<String> associatedSubjects(String namespace, String topic, boolean isKey) {
    String path =
        "/associations/resources/"
            + Paths.encode(namespace)
            + "/"
            + Paths.encode(topic)
            + "?resourceType=topic&associationType="
            + (isKey ? "key" : "value");
    try {
      List<String> subjects = new ArrayList<>();
      transport
          .get(path)
          .forEach(found -> subjects.add(Answers.required(found, "subject").asText()));
      return List.copyOf(subjects);
    } catch (RegistryException e) {
      if (e.status() == 404) {
        return List.of();
      }
      throw e;
    }
  }

  /** A subject's highest live version, as old as {@code latest.cache.ttl.sec} allows. */
  public RegisteredSchema latest(String subject) {
    return latest.get(subject);
  }

  /** One version of a subject, live or soft-deleted. */
  public RegisteredSchema version(String subject, int version) {
    return byVersion.get(
        new ByVersion(subject, version),
        () ->
            Answers.version(
                transport.get(Paths.version(subject, Integer.toString(version)) + "?deleted=true"),
                subject));
  }

  /**
   * A schema with the texts of everything it refers to, directly or not.
   *
   * @throws RegistryException also if references are nested or numerous beyond reason
   */
  public SchemaSource source(RegisteredSchema schema) {
    return references.source(schema.schema(), schema.subject().orElse(""));
  }

  /** The names of all subjects with a live version, in every context. */
  public List<String> subjects() {
    return Answers.strings(transport.get("/subjects"));
  }

  /** The numbers of a subject's live versions, ascending. */
  public List<Integer> versions(String subject) {
    return Answers.integers(transport.get(Paths.subject(subject) + "/versions"));
  }

  /** What may change in a subject, whether set there or inherited. */
  public CompatibilityLevel compatibilityLevel(String subject) {
    return Answers.level(transport.get(config("/config", subject)));
  }

  /** A subject's mode, for instance {@code READWRITE}, whether set there or inherited. */
  public String mode(String subject) {
    return Answers.required(transport.get(config("/mode", subject)), "mode").asText();
  }

  private static String config(String path, String subject) {
    return path + "/" + Paths.encode(subject) + "?defaultToGlobal=true";
  }

  /** Whether a schema could be registered under a subject at its compatibility level. */
  public CompatibilityResult testCompatibility(
      String subject, SchemaDefinition schema, boolean normalize) {
    JsonNode answer =
        transport.post(
            "/compatibility"
                + Paths.subject(subject)
                + "/versions?normalize="
                + normalize
                + "&verbose=true",
            Answers.request(schema));
    return new CompatibilityResult(
        Answers.required(answer, "is_compatible").asBoolean(),
        Answers.strings(answer.path("messages")));
  }

  private RegisteredSchema fetchLatest(String subject) {
    return Answers.version(transport.get(Paths.version(subject, "latest")), subject);
  }

  private record ById(int id, String subject) {}

  private record BySchema(String subject, SchemaDefinition schema, Set<SchemaOption> options) {}

  private record ByVersion(String subject, int version) {}
}
