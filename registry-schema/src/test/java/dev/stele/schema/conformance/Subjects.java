package dev.stele.schema.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.schema.Reference;
import dev.stele.schema.SchemaSource;
import dev.stele.schema.SchemaSource.Dependency;
import dev.stele.schema.SchemaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a registry holds: schemas by subject and version, and the sources they make. */
final class Subjects {
  private final Map<String, NavigableMap<Integer, Registered>> versions = new HashMap<>();

  /** A schema as a request sends it, its references with numbers. */
  record Registered(SchemaType type, String text, List<Reference> references) {}

  /** The schemas that a recording lists, in this order. */
  static Subjects with(SchemaType type, JsonNode recorded) {
    Subjects subjects = new Subjects();
    for (JsonNode one : recorded) {
      List<Reference> references = subjects.references(one.path("references")).orElseThrow();
      subjects.register(
          one.get("subject").asText(),
          new Registered(type, one.get("schema").asText(), references));
    }
    return subjects;
  }

  /** Makes a version, or finds the one that says the same; they are numbered from 1. */
  int register(String subject, Registered schema) {
    NavigableMap<Integer, Registered> known = versions(subject);
    for (Map.Entry<Integer, Registered> version : known.entrySet()) {
      if (version.getValue().equals(schema)) {
        return version.getKey();
      }
    }
    int version = known.isEmpty() ? 1 : known.lastKey() + 1;
    known.put(version, schema);
    return version;
  }

  void delete(String subject, int version) {
    versions(subject).remove(version);
  }

  Optional<Registered> find(String subject, int version) {
    return Optional.ofNullable(versions(subject).get(number(subject, version)));
  }

  private int number(String subject, int version) {
    NavigableMap<Integer, Registered> known = versions(subject);
    return version == -1 && !known.isEmpty() ? known.lastKey() : version;
  }

  private NavigableMap<Integer, Registered> versions(String subject) {
    return versions.computeIfAbsent(subject, missing -> new TreeMap<>());
  }

  /**
   * The references of a request, the latest version replaced by its number.
   *
   * @return empty if one leads nowhere
   */
  Optional<List<Reference>> references(JsonNode references) {
    if (!references.isArray() && !references.isMissingNode()) {
      return Optional.empty();
    }
    List<Reference> resolved = new ArrayList<>();
    for (JsonNode reference : references) {
      String subject = reference.path("subject").asText();
      int version = reference.path("version").asInt();
      if (!reference.path("name").isTextual() || find(subject, version).isEmpty()) {
        return Optional.empty();
      }
      String name = reference.get("name").asText();
      resolved.add(new Reference(name, subject, number(subject, version)));
    }
    return Optional.of(resolved);
  }

  SchemaSource source(Registered schema) {
    List<Dependency> dependencies = new ArrayList<>();
    add(schema, new HashSet<>(), dependencies);
    return new SchemaSource(schema.type(), schema.text(), dependencies);
  }

  private void add(Registered schema, Set<String> met, List<Dependency> dependencies) {
    for (Reference reference : schema.references()) {
      Registered target = find(reference.subject(), reference.version()).orElseThrow();
      if (met.add(reference.name())) {
        add(target, met, dependencies);
        dependencies.add(new Dependency(reference, target.text()));
      }
    }
  }
}
