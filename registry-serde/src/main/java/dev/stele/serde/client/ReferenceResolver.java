package dev.stele.serde.client;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Collects the texts a schema refers to, each after those it needs itself. */
final class ReferenceResolver {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_DEPENDENCIES = 1000;

  /** Fetches one version of a subject. */
  interface Versions {
    CompletableFuture<RegisteredSchema> version(String subject, int version);
  }

  private final Versions versions;
  private final Duration limit;

  /**
   * @param limit how long all references of a schema may take together
   */
  ReferenceResolver(Versions versions, Duration limit) {
    this.versions = versions;
    this.limit = limit;
  }

  /**
   * @param subject what the schema was found under: names of other subjects without a context mean
   *     its context
   */
  CompletableFuture<SchemaSource> source(SchemaDefinition schema, String subject) {
    return CompletableFuture.completedFuture(Deadline.in(limit))
        .thenCompose(until -> collect(schema, Paths.contextOf(subject), new HashMap<>(), until));
  }

  /** Walks as far as what was fetched reaches, fetches what is missing, and walks again. */
  private CompletableFuture<SchemaSource> collect(
      SchemaDefinition schema,
      String context,
      Map<Target, RegisteredSchema> fetched,
      Deadline deadline) {
    Walk walk = new Walk(fetched);
    walk.follow(schema.references(), context, 1);
    if (walk.missing.isEmpty()) {
      return CompletableFuture.completedFuture(
          new SchemaSource(schema.type(), schema.text(), List.copyOf(walk.found.values())));
    }
    if (deadline.remaining().isZero()) {
      return CompletableFuture.failedFuture(
          RegistryException.unanswered(
              "references",
              "timed out, " + ClientConfig.CLIENT_TIMEOUT_MS + " is over",
              new TimeoutException()));
    }
    return fetch(walk.missing)
        .thenCompose(
            found -> {
              fetched.putAll(found);
              return collect(schema, context, fetched, deadline);
            });
  }

  private CompletableFuture<Map<Target, RegisteredSchema>> fetch(Set<Target> missing) {
    Map<Target, CompletableFuture<RegisteredSchema>> loads = new LinkedHashMap<>();
    missing.forEach(it -> loads.put(it, versions.version(it.subject, it.version)));
    return CompletableFuture.allOf(loads.values().toArray(CompletableFuture<?>[]::new))
        .thenApply(
            done -> {
              Map<Target, RegisteredSchema> found = new HashMap<>();
              loads.forEach((target, load) -> found.put(target, load.join()));
              return found;
            });
  }

  private record Target(String subject, int version) {}

  private static final class Walk {
    private final Map<Target, RegisteredSchema> fetched;
    private final Map<Reference, Dependency> found = new LinkedHashMap<>();
    private final Set<Reference> visited = new HashSet<>();
    private final Set<Target> path = new HashSet<>();
    private final Set<Target> missing = new HashSet<>();

    private Walk(Map<Target, RegisteredSchema> fetched) {
      this.fetched = fetched;
    }

    private void follow(List<Reference> references, String context, int depth) {
      for (Reference reference : references) {
        String subject =
            reference.subject().startsWith(":")
                ? reference.subject()
                : context + reference.subject();
        Target target = new Target(subject, reference.version());
        if (path.contains(target)) {
          throw unusable("lead in a circle", reference);
        }
        if (!visited.add(reference)) {
          continue;
        }
        if (depth > MAX_DEPTH || visited.size() > MAX_DEPENDENCIES) {
          String limits = MAX_DEPTH + " or are more than " + MAX_DEPENDENCIES;
          throw unusable("are nested deeper than " + limits, reference);
        }
        @Nullable RegisteredSchema schema = fetched.get(target);
        if (schema == null) {
          missing.add(target);
          continue;
        }
        path.add(target);
        follow(schema.schema().references(), Paths.contextOf(subject), depth + 1);
        path.remove(target);
        found.put(
            reference,
            new Dependency(
                new Reference(reference.name(), subject, reference.version()),
                schema.schema().text()));
      }
    }

    private static RegistryException unusable(String why, Reference reference) {
      return RegistryException.unreadable(
          reference.subject(), "the schema's references " + why + ", at " + reference);
    }
  }
}
