package dev.stele.serde.client;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A registry as seen from an application. Thread-safe; meant to live as long as the application.
 *
 * <p>What was answered once is remembered within bounds and never asked again, so it is there while
 * the registry is not. Threads that miss the same thing at the same time make one request. Requests
 * that may succeed later are retried, see {@link ClientConfig}; no call takes longer than {@code
 * stele.client.timeout.ms}.
 *
 * <p>Each call has two forms. One waits, and throws {@link RegistryException} if the registry
 * refuses, fails or cannot be reached, or if the thread is interrupted, which is then as before.
 * The other, {@code …Async}, gives a future that fails with the same; whatever is chained to it may
 * block, and call the client.
 */
public final class RegistryClient {
  private final ClientSettings settings;
  private final RegistryApi api;
  private final SchemaCaches schemas;
  private final AssociationCache associations;
  private final ReferenceResolver references;

  private RegistryClient(ClientSettings settings) {
    this.settings = settings;
    this.api = new RegistryApi(settings);
    this.schemas = new SchemaCaches(api, settings.caches());
    this.associations = new AssociationCache(api, settings.caches());
    this.references = new ReferenceResolver(schemas::version, settings.timeout());
  }

  /**
   * A client with settings as a serializer has them.
   *
   * @param configs those of {@link ClientConfig}; all others are ignored
   * @throws org.apache.kafka.common.config.ConfigException if a setting is missing, wrong or
   *     contradicts another
   */
  public static RegistryClient of(Map<String, ?> configs) {
    return new RegistryClient(ClientSettings.of(configs));
  }

  /** A client with default settings. */
  public static RegistryClient of(String url) {
    return builder().url(url).build();
  }

  /** Makes a client of settings in code. */
  public static RegistryClientBuilder builder() {
    return new RegistryClientBuilder();
  }

  /** How many entries one cache over all subjects may hold. */
  public int cacheCapacity() {
    return settings.cacheCapacity();
  }

  /** How long the latest version of a subject counts as such; empty: for good. */
  public Optional<Duration> latestTtl() {
    return settings.latestTtl();
  }

  /**
   * Registers a schema under a subject, or finds that it is there already.
   *
   * @param options any of {@link SchemaOption#NORMALIZE} and {@link SchemaOption#PROPAGATE_TAGS}
   */
  public RegisteredSchema register(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return Blocking.await("registering in " + subject, registerAsync(subject, schema, options));
  }

  /** As {@link #register}. */
  public CompletableFuture<RegisteredSchema> registerAsync(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return schemas.register(subject, schema, options);
  }

  /**
   * Finds a schema among a subject's versions; error 40401 or 40403 if it is not there.
   *
   * @param options any of {@link SchemaOption#NORMALIZE} and {@link SchemaOption#DELETED}
   */
  public RegisteredSchema lookup(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return Blocking.await("looking up in " + subject, lookupAsync(subject, schema, options));
  }

  /** As {@link #lookup}. */
  public CompletableFuture<RegisteredSchema> lookupAsync(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return schemas.lookup(subject, schema, options);
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
    return Blocking.await("asking for id " + id, schemaByIdAsync(id, subject));
  }

  /** As {@link #schemaById(int, String)}. */
  public CompletableFuture<RegisteredSchema> schemaByIdAsync(int id, String subject) {
    return schemas.byId(id, subject);
  }

  /**
   * The schema of a guid; error 40403 if there is none.
   *
   * @param guid the same in every context and registry
   */
  public RegisteredSchema schemaByGuid(UUID guid) {
    return Blocking.await("asking for guid " + guid, schemaByGuidAsync(guid));
  }

  /** As {@link #schemaByGuid}. */
  public CompletableFuture<RegisteredSchema> schemaByGuidAsync(UUID guid) {
    return schemas.byGuid(guid);
  }

  /** One version of a subject, live or soft-deleted. */
  public RegisteredSchema version(String subject, int version) {
    return Blocking.await(
        "asking for version " + version + " of " + subject, versionAsync(subject, version));
  }

  /** As {@link #version}. */
  public CompletableFuture<RegisteredSchema> versionAsync(String subject, int version) {
    return schemas.version(subject, version);
  }

  /**
   * A subject's highest live version, as old as {@code latest.cache.ttl.sec} allows, and older
   * while the registry cannot be asked.
   */
  public RegisteredSchema latest(String subject) {
    return latestWithMetadata(subject, Map.of());
  }

  /** As {@link #latest}. */
  public CompletableFuture<RegisteredSchema> latestAsync(String subject) {
    return schemas.latest(subject, Map.of());
  }

  /**
   * The highest version of a subject, live or soft-deleted, whose metadata has all these
   * properties; as old as with {@link #latest}.
   */
  public RegisteredSchema latestWithMetadata(String subject, Map<String, String> properties) {
    return Blocking.await(
        "asking for the latest version of " + subject,
        latestWithMetadataAsync(subject, properties));
  }

  /** As {@link #latestWithMetadata}. */
  public CompletableFuture<RegisteredSchema> latestWithMetadataAsync(
      String subject, Map<String, String> properties) {
    return schemas.latest(subject, properties);
  }

  /**
   * The subjects associated with a topic's keys or values, as old as {@code
   * subject.name.strategy.cache.expiry.secs} allows, and older while the registry cannot be asked.
   *
   * @param namespace the id of the topic's Kafka cluster, or {@code -}
   * @return empty if there are none, or the registry knows no associations
   */
  public List<String> associatedSubjects(String namespace, String topic, boolean isKey) {
    return Blocking.await(
        "asking for the subject associated with topic " + topic,
        associatedSubjectsAsync(namespace, topic, isKey));
  }

  /** As {@link #associatedSubjects}. */
  public CompletableFuture<List<String>> associatedSubjectsAsync(
      String namespace, String topic, boolean isKey) {
    return associations.subjects(namespace, topic, isKey);
  }

  /** As {@link #associatedSubjects}, if that is known without asking; empty if it is not. */
  public Optional<List<String>> knownAssociatedSubjects(
      String namespace, String topic, boolean isKey) {
    return associations.known(namespace, topic, isKey);
  }

  /**
   * A schema with the texts of everything it refers to, directly or not.
   *
   * @throws RegistryException also if references are nested or numerous beyond reason
   */
  public SchemaSource source(RegisteredSchema schema) {
    return Blocking.await("asking for references of id " + schema.id(), sourceAsync(schema));
  }

  /** As {@link #source}. */
  public CompletableFuture<SchemaSource> sourceAsync(RegisteredSchema schema) {
    return references.source(schema.schema(), schema.subject().orElse(""));
  }

  /**
   * Tells that an answer cannot be read: what it was made of is asked for again, but not before
   * {@code missing.id.cache.ttl.sec} is over.
   *
   * @param subject what it was asked for with
   * @param dependencies what it refers to, as in its source
   */
  public void doubt(RegisteredSchema schema, String subject, List<Dependency> dependencies) {
    schemas.doubt(schema, subject, dependencies);
  }

  /** The names of all subjects with a live version, in every context. */
  public List<String> subjects() {
    return Blocking.await("asking for the subjects", subjectsAsync());
  }

  /** As {@link #subjects}. */
  public CompletableFuture<List<String>> subjectsAsync() {
    return api.subjects();
  }

  /** The numbers of a subject's live versions, ascending. */
  public List<Integer> versions(String subject) {
    return Blocking.await("asking for the versions of " + subject, versionsAsync(subject));
  }

  /** As {@link #versions}. */
  public CompletableFuture<List<Integer>> versionsAsync(String subject) {
    return api.versions(subject);
  }

  /** What may change in a subject, whether set there or inherited. */
  public CompatibilityLevel compatibilityLevel(String subject) {
    return Blocking.await("asking for the level of " + subject, compatibilityLevelAsync(subject));
  }

  /** As {@link #compatibilityLevel}. */
  public CompletableFuture<CompatibilityLevel> compatibilityLevelAsync(String subject) {
    return api.compatibilityLevel(subject);
  }

  /** A subject's mode, for instance {@code READWRITE}, whether set there or inherited. */
  public String mode(String subject) {
    return Blocking.await("asking for the mode of " + subject, modeAsync(subject));
  }

  /** As {@link #mode}. */
  public CompletableFuture<String> modeAsync(String subject) {
    return api.mode(subject);
  }

  /** Whether a schema could be registered under a subject at its compatibility level. */
  public CompatibilityResult testCompatibility(
      String subject, SchemaDefinition schema, boolean normalize) {
    return Blocking.await(
        "testing compatibility with " + subject,
        testCompatibilityAsync(subject, schema, normalize));
  }

  /** As {@link #testCompatibility}. */
  public CompletableFuture<CompatibilityResult> testCompatibilityAsync(
      String subject, SchemaDefinition schema, boolean normalize) {
    return api.testCompatibility(subject, schema, normalize);
  }
}
