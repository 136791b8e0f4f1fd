package dev.stele.server.domain;

import dev.stele.server.domain.Reads.Include;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which versions a listing of schemas holds.
 *
 * @param prefix of the subjects' names, as {@link Reads#subjects} takes it
 * @param aliases whether subjects count that names with this prefix stand for
 * @param latestOnly whether only the highest version of each subject counts
 * @param ruleType if given, only versions that have a rule of this type
 * @param use if given, only versions of subjects that are used so
 */
public record SchemaSearch(
    String prefix,
    boolean aliases,
    Include include,
    boolean latestOnly,
    Optional<String> ruleType,
    Optional<Use> use) {
  /**
   * How subjects are used.
   *
   * @param filter of their associations; no lifecycle is any only where {@code unused} is false
   * @param unused whether subjects without associations count, too
   */
  public record Use(AssociationFilter filter, boolean unused) {
    /** The associations that a subject is listed with; empty if it is not. */
    Optional<List<Association>> of(List<Association> associations) {
      List<Association> all = filter.anyLifecycle().of(associations);
      if (all.isEmpty()) {
        return unused ? Optional.of(all) : Optional.empty();
      }
      boolean onlyUnused = unused && filter.lifecycles().isEmpty();
      List<Association> found = onlyUnused ? List.of() : filter.of(all);
      return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
  }

  /** A version, with those associations of its subject that were asked for. */
  public record Found(SchemaVersion version, List<Association> associations) {}

  /** The versions, by subject, then version. */
  public List<Found> in(State state) {
    List<Found> found = new ArrayList<>();
    Set<Subject> subjects = new TreeSet<>(Reads.subjects(state, prefix, include));
    subjects.addAll(aliases(state).keySet());
    for (Subject subject : subjects) {
      associations(state, subject)
          .ifPresent(
              associations ->
                  versions(state, subject)
                      .forEach(version -> found.add(new Found(version, associations))));
    }
    return found;
  }

  private Optional<List<Association>> associations(State state, Subject subject) {
    return use.isEmpty() ? Optional.of(List.of()) : use.get().of(state.associations().of(subject));
  }

  private Stream<SchemaVersion> versions(State state, Subject subject) {
    List<SchemaVersion> versions = state.versions(subject).stream().filter(include::holds).toList();
    int first = latestOnly ? Math.max(0, versions.size() - 1) : 0;
    return versions.subList(first, versions.size()).stream().filter(this::hasRule);
  }

  /** The names with the prefix that stand for others, by the subject they stand for. */
  public Map<Subject, List<Subject>> aliases(State state) {
    Map<Subject, List<Subject>> names = new HashMap<>();
    if (aliases) {
      state.settings().aliases().stream()
          .filter(Reads.startingWith(prefix))
          .forEach(
              name ->
                  names
                      .computeIfAbsent(Aliases.target(state, name), same -> new ArrayList<>())
                      .add(name));
    }
    return names;
  }

  private boolean hasRule(SchemaVersion version) {
    return ruleType.isEmpty()
        || version.content().ruleSet().stream()
            .flatMap(SchemaSearch::rules)
            .anyMatch(rule -> ruleType.get().equals(rule.type()));
  }

  private static Stream<Rule> rules(RuleSet set) {
    return Stream.of(set.migrationRules(), set.domainRules(), set.encodingRules())
        .flatMap(List::stream);
  }
}
