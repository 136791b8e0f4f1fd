package dev.stele.serde.client;

import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.serde.internal.BoundedCache;
import dev.stele.serde.internal.RefreshingCache;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Schemas out of memory, and out of the registry what was not asked for before. */
final class SchemaCaches {
  private static final Set<Integer> UNKNOWN_SCHEMA = Set.of(40401, 40403);
  private static final Set<Integer> UNKNOWN_VERSION = Set.of(40402);
  private static final Set<Integer> NOTHING = Set.of();

  private final RegistryApi api;
  private final ClientListener listener;
  private final ClientCache<ById, RegisteredSchema> byId;
  private final ClientCache<UUID, RegisteredSchema> byGuid;
  private final ClientCache<BySchema, RegisteredSchema> registered;
  private final ClientCache<BySchema, RegisteredSchema> lookedUp;
  private final ClientCache<ByVersion, RegisteredSchema> byVersion;
  private final RefreshingCache<Latest, RegisteredSchema> latest;
  private final BoundedCache<SchemaDefinition, SchemaDefinition> definitions;

  SchemaCaches(RegistryApi api, CacheSettings settings) {
    Duration idTtl = settings.missingIdTtl();
    this.api = api;
    this.listener = settings.listener();
    this.byId = new ClientCache<>(Operation.SCHEMA_BY_ID, settings, idTtl, UNKNOWN_SCHEMA);
    this.byGuid = new ClientCache<>(Operation.SCHEMA_BY_GUID, settings, idTtl, UNKNOWN_SCHEMA);
    this.registered = new ClientCache<>(Operation.REGISTER, settings, Duration.ZERO, NOTHING);
    this.lookedUp =
        new ClientCache<>(Operation.LOOKUP, settings, settings.missingSchemaTtl(), UNKNOWN_SCHEMA);
    this.byVersion =
        new ClientCache<>(
            Operation.VERSION, settings, settings.missingVersionTtl(), UNKNOWN_VERSION);
    this.latest =
        new RefreshingCache<>(
            settings.latestCapacity(),
            settings.latestTtl(),
            System::nanoTime,
            RegistryException::mayPass);
    this.definitions = new BoundedCache<>(settings.capacity());
  }

  CompletableFuture<RegisteredSchema> register(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return registered.get(
        new BySchema(subject, schema, Set.copyOf(options)),
        () ->
            api.register(subject, schema, options)
                .whenComplete((done, failure) -> forgetMissing(failure == null)));
  }

  private void forgetMissing(boolean somethingIsNew) {
    if (somethingIsNew) {
      byId.forgetMissing();
      byGuid.forgetMissing();
      lookedUp.forgetMissing();
      byVersion.forgetMissing();
    }
  }

  CompletableFuture<RegisteredSchema> lookup(
      String subject, SchemaDefinition schema, Set<SchemaOption> options) {
    return lookedUp.get(
        new BySchema(subject, schema, Set.copyOf(options)),
        () -> api.lookup(subject, schema, options));
  }

  CompletableFuture<RegisteredSchema> byId(int id, String subject) {
    return byId.get(
        ById.of(id, subject), () -> api.schemaById(id, subject).thenApply(this::sharing));
  }

  /** Many subjects may hold the same schema: its text is kept once. */
  private RegisteredSchema sharing(RegisteredSchema schema) {
    SchemaDefinition same = definitions.get(schema.schema());
    if (same == null) {
      definitions.put(schema.schema(), schema.schema());
      return schema;
    }
    return new RegisteredSchema(
        schema.id(), schema.guid(), schema.subject(), schema.version(), same);
  }

  CompletableFuture<RegisteredSchema> byGuid(UUID guid) {
    return byGuid.get(guid, () -> api.schemaByGuid(guid));
  }

  CompletableFuture<RegisteredSchema> version(String subject, int version) {
    return byVersion.get(new ByVersion(subject, version), () -> api.version(subject, version));
  }

  /** What was answered cannot be read: it is asked for again after a while. */
  void doubt(RegisteredSchema schema, String subject, List<Dependency> dependencies) {
    byId.doubt(ById.of(schema.id(), subject));
    schema.guid().ifPresent(byGuid::doubt);
    dependencies.stream()
        .map(Dependency::reference)
        .forEach(it -> byVersion.doubt(new ByVersion(it.subject(), it.version())));
  }

  CompletableFuture<RegisteredSchema> latest(String subject, Map<String, String> properties) {
    Latest key = new Latest(subject, Map.copyOf(properties));
    Operation operation = properties.isEmpty() ? Operation.LATEST : Operation.LATEST_WITH_METADATA;
    RegisteredSchema fresh = latest.fresh(key);
    if (fresh != null) {
      listener.cacheHit(operation);
      return CompletableFuture.completedFuture(fresh);
    }
    listener.cacheMiss(operation);
    return latest.get(key, quick -> api.latest(subject, key.properties, quick));
  }

  /**
   * What an id is known by. The subject that is asked with leads to a context: a qualified name to
   * its own, no name to the default one. A name without a context may be found in any context that
   * has the id under this very name, so that what was answered for one name says nothing of
   * another.
   */
  private record ById(int id, String scope) {
    static ById of(int id, String subject) {
      String context = Paths.contextOf(subject);
      return new ById(id, context.isEmpty() ? subject : context);
    }
  }

  private record BySchema(String subject, SchemaDefinition schema, Set<SchemaOption> options) {}

  private record ByVersion(String subject, int version) {}

  private record Latest(String subject, Map<String, String> properties) {
    @Override
    public String toString() {
      return "the latest version of "
          + subject
          + (properties.isEmpty() ? "" : " with " + List.copyOf(properties.keySet()));
    }
  }
}
