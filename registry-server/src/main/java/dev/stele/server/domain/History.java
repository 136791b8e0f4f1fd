package dev.stele.server.domain;

import dev.stele.schema.Compatibility;
import dev.stele.schema.Compatibility.Conflict;
import dev.stele.schema.Compatibility.Version;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.SchemaSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares a candidate with the versions of a subject, as the config in scope asks for. */
record History(State state, Verdicts verdicts, Subject subject) {
  /** The live versions, newest first. */
  List<SchemaVersion> live() {
    List<SchemaVersion> versions = new ArrayList<>();
    for (SchemaVersion version : state.versions(subject)) {
      if (!version.deleted()) {
        versions.add(version);
      }
    }
    Collections.reverse(versions);
    return versions;
  }

  /**
   * What the candidate conflicts with, in the reference registry's words.
   *
   * @param versions newest first
   * @return empty if it may follow them
   */
  List<String> conflicts(Candidate candidate, List<SchemaVersion> versions) {
    Settings settings = state.settings();
    Config config = settings.effectiveConfig(subject);
    CompatibilityLevel level = config.compatibilityLevel();
    if (level == null || level == CompatibilityLevel.NONE) {
      return List.of();
    }
    List<Version<SchemaSource>> compared = new ArrayList<>();
    List<SchemaVersion> group =
        versions.stream().filter(version -> sameGroup(config, candidate, version)).toList();
    for (SchemaVersion version : level.isTransitive() ? group : firstOf(group)) {
      compared.add(new Version<>(version.version(), References.source(state, version)));
    }
    Optional<Conflict<SchemaSource>> conflict =
        new Compatibility<>(
                SchemaSource::type,
                (reader, writer) -> verdicts.incompatibilities(reader, writer, policy(config)))
            .check(level, candidate.source(), compared);
    return conflict
        .map(
            found ->
                found.messages(found.version().schema().text(), settings.validatesFields(subject)))
        .orElse(List.of());
  }

  private static CompatibilityPolicy policy(Config config) {
    return "LENIENT".equals(config.compatibilityPolicy())
        ? CompatibilityPolicy.LENIENT
        : CompatibilityPolicy.STRICT;
  }

  private static List<SchemaVersion> firstOf(List<SchemaVersion> versions) {
    return versions.isEmpty() ? versions : versions.subList(0, 1);
  }

  // Versions are compared within the group that a metadata property names; none is a group too.
  private static boolean sameGroup(Config config, Candidate candidate, SchemaVersion version) {
    String property = config.compatibilityGroup();
    return property == null
        || property.isEmpty()
        || Objects.equals(group(candidate.content(), property), group(version.content(), property));
  }

  private static Optional<String> group(SchemaContent content, String property) {
    return content.metadata().map(metadata -> metadata.properties().get(property));
  }
}
