package dev.stele.server.domain;

import dev.stele.schema.Compatibility;
import dev.stele.schema.Compatibility.Conflict;
import dev.stele.schema.Compatibility.Version;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.CompatibilityPolicy;
import dev.stele.schema.Direction;
import dev.stele.schema.Explanation;
import dev.stele.schema.Headings;
import dev.stele.schema.Incompatibility;
import dev.stele.schema.SchemaSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    boolean fields = state.settings().validatesFields(subject);
    Config config = state.settings().effectiveConfig(subject);
    CompatibilityLevel level = config.level();
    List<String> messages = new ArrayList<>(reserved(candidate, versions));
    List<String> flaws = flaws(candidate);
    conflict(config, candidate, versions)
        .ifPresentOrElse(
            found ->
                messages.addAll(found.messages(found.version().schema().text(), flaws, fields)),
            () -> {
              messages.addAll(flaws);
              if (!messages.isEmpty()) {
                messages.add(Compatibility.settings(level, fields));
              }
            });
    return messages;
  }

  /** What the policy has against the candidate by itself, whatever the level. */
  List<String> flaws(Candidate candidate) {
    CompatibilityPolicy policy = state.settings().effectiveConfig(subject).policy();
    if (policy != CompatibilityPolicy.LOGICAL) {
      return List.of();
    }
    List<Incompatibility> found = verdicts.flaws(candidate.source(), policy);
    List<String> messages = new ArrayList<>(Headings.without(found, Direction.BACKWARD));
    messages.addAll(Headings.with(found, Direction.BACKWARD));
    return messages;
  }

  private Optional<Conflict<SchemaSource>> conflict(
      Config config, Candidate candidate, List<SchemaVersion> versions) {
    CompatibilityLevel level = config.level();
    if (level == CompatibilityLevel.NONE) {
      return Optional.empty();
    }
    List<SchemaVersion> group = group(config, candidate, versions);
    return compatibility(config)
        .check(level, candidate.source(), compared(level.isTransitive() ? group : firstOf(group)));
  }

  /**
   * What the candidate does with names that are reserved, whatever the level; nothing unless fields
   * are checked.
   *
   * @param versions newest first
   */
  List<String> reserved(Candidate candidate, List<SchemaVersion> versions) {
    return state.settings().validatesFields(subject)
        ? ReservedFields.conflicts(
            candidate.content(),
            verdicts.fieldNames(candidate.source()).all(),
            versions.stream().findFirst())
        : List.of();
  }

  /**
   * What each level would say of the candidate, whichever is set.
   *
   * @param versions newest first
   */
  Explanation explain(Candidate candidate, List<SchemaVersion> versions) {
    Config config = state.settings().effectiveConfig(subject);
    return compatibility(config)
        .explain(candidate.source(), compared(group(config, candidate, versions)));
  }

  private Compatibility<SchemaSource> compatibility(Config config) {
    CompatibilityPolicy policy = config.policy();
    return new Compatibility<>(
        SchemaSource::type, (reader, writer) -> verdicts.incompatibilities(reader, writer, policy));
  }

  private List<Version<SchemaSource>> compared(List<SchemaVersion> versions) {
    Sources sources = new Sources(state);
    List<Version<SchemaSource>> compared = new ArrayList<>(versions.size());
    for (SchemaVersion version : versions) {
      compared.add(new Version<>(version.version(), sources.of(version)));
    }
    return compared;
  }

  private static List<SchemaVersion> firstOf(List<SchemaVersion> versions) {
    return versions.isEmpty() ? versions : versions.subList(0, 1);
  }

  // Versions are compared within the group that a metadata property names; none is a group too.
  private static List<SchemaVersion> group(
      Config config, Candidate candidate, List<SchemaVersion> versions) {
    String property = config.compatibilityGroup();
    if (property == null) {
      return versions;
    }
    Optional<String> group = group(candidate.content(), property);
    return versions.stream()
        .filter(version -> group(version.content(), property).equals(group))
        .toList();
  }

  private static Optional<String> group(SchemaContent content, String property) {
    return content.metadata().map(metadata -> metadata.properties().get(property));
  }
}
