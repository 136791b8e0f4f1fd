package dev.stele.serde.client;

import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the texts a schema refers to, each after those it needs itself. */
final class ReferenceResolver {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_DEPENDENCIES = 1000;

  /** Fetches one version of a subject. */
  interface Versions {
    RegisteredSchema version(String subject, int version);
  }

  private final Versions versions;

  ReferenceResolver(Versions versions) {
    this.versions = versions;
  }

  /**
   * @param subject what the schema was found under: names of other subjects without a context mean
   *     its context
   */
  SchemaSource source(SchemaDefinition schema, String subject) {
    Walk walk = new Walk();
    walk.follow(schema.references(), Paths.contextOf(subject), 1);
    return new SchemaSource(schema.type(), schema.text(), List.copyOf(walk.found.values()));
  }

  private final class Walk {
    private final Map<Reference, Dependency> found = new LinkedHashMap<>();
    private final Set<Reference> visited = new HashSet<>();

    private void follow(List<Reference> references, String context, int depth) {
      for (Reference reference : references) {
        if (!visited.add(reference)) {
          continue;
        }
        if (depth > MAX_DEPTH || visited.size() > MAX_DEPENDENCIES) {
          throw new RegistryException(
              200,
              RegistryException.UNREADABLE_ANSWER,
              reference.subject(),
              "References are nested deeper than "
                  + MAX_DEPTH
                  + " or are more than "
                  + MAX_DEPENDENCIES
                  + ", at "
                  + reference,
              null);
        }
        String subject =
            reference.subject().startsWith(":")
                ? reference.subject()
                : context + reference.subject();
        RegisteredSchema target = versions.version(subject, reference.version());
        follow(target.schema().references(), Paths.contextOf(subject), depth + 1);
        found.put(
            reference,
            new Dependency(
                new Reference(reference.name(), subject, reference.version()),
                target.schema().text()));
      }
    }
  }
}
