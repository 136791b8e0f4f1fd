package dev.stele.server.http.confluent;

import dev.stele.server.domain.ExecutionEnvironment;
import dev.stele.server.domain.RuleKind;
import dev.stele.server.domain.RuleMode;
import dev.stele.server.http.HttpException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Metadata and rules as clients send them. The nested types bear the names that the reference
 * registry's messages give to what it could not read. Each {@code value()} throws an {@link
 * HttpException} with 400 if there is a null among the elements of a list or a map.
 */
final class DataContract {
  private DataContract() {}

  /** What is said about a schema. */
  record Metadata(
      @Nullable Map<String, @Nullable Set<@Nullable String>> tags,
      @Nullable Map<String, @Nullable String> properties,
      @Nullable Set<@Nullable String> sensitive) {
    dev.stele.server.domain.Metadata value() {
      SortedMap<String, SortedSet<String>> byPath = new TreeMap<>();
      entries("tags", tags).forEach((path, names) -> byPath.put(path, sorted("tags", names)));
      return new dev.stele.server.domain.Metadata(
          byPath, entries("properties", properties), sorted("sensitive", sensitive));
    }
  }

  /** The rules of a schema. */
  record RuleSet(
      @Nullable List<@Nullable Rule> migrationRules,
      @Nullable List<@Nullable Rule> domainRules,
      @Nullable List<@Nullable Rule> encodingRules,
      @Nullable ExecutionEnvironment enableAt) {
    dev.stele.server.domain.RuleSet value() {
      return new dev.stele.server.domain.RuleSet(
          rules("migrationRules", migrationRules),
          rules("domainRules", domainRules),
          rules("encodingRules", encodingRules),
          enableAt);
    }

    private static List<dev.stele.server.domain.Rule> rules(
        String name, @Nullable List<@Nullable Rule> rules) {
      return Members.elements(name, rules).stream().map(Rule::value).toList();
    }
  }

  /** A rule; one that does not say otherwise transforms what is written and what is read. */
  record Rule(
      @Nullable String name,
      @Nullable String doc,
      @Nullable RuleKind kind,
      @Nullable RuleMode mode,
      @Nullable String type,
      @Nullable Set<@Nullable String> tags,
      @Nullable Map<String, @Nullable String> params,
      @Nullable String expr,
      @Nullable String onSuccess,
      @Nullable String onFailure,
      boolean disabled) {
    dev.stele.server.domain.Rule value() {
      return new dev.stele.server.domain.Rule(
          name,
          doc,
          Objects.requireNonNullElse(kind, RuleKind.TRANSFORM),
          Objects.requireNonNullElse(mode, RuleMode.WRITEREAD),
          type,
          sorted("tags", tags),
          entries("params", params),
          expr,
          onSuccess,
          onFailure,
          disabled);
    }
  }

  private static SortedSet<String> sorted(String name, @Nullable Set<@Nullable String> texts) {
    return new TreeSet<>(Members.elements(name, texts));
  }

  private static <V> SortedMap<String, V> entries(
      String name, @Nullable Map<String, @Nullable V> entries) {
    SortedMap<String, V> sorted = new TreeMap<>();
    if (entries != null) {
      entries.forEach(
          (key, value) -> sorted.put(key, Members.present(value, "'" + key + "'", name)));
    }
    return sorted;
  }
}
