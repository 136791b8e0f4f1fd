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
 */
public record SchemaSearch(
    String prefix,
    boolean aliases,
    Include include,
    boolean latestOnly,
    Optional<String> ruleType) {
  /** The versions, by subject, then version. */
  public List<SchemaVersion> in(State state) {
    List<SchemaVersion> found = new ArrayList<>();
    Set<Subject> subjects = new TreeSet<>(Reads.subjects(state, prefix, include));
    subjects.addAll(aliases(state).keySet());
    for (Subject subject : subjects) {
      List<SchemaVersion> versions =
          state.versions(subject).stream().filter(include::holds).toList();
      int first = latestOnly ? Math.max(0, versions.size() - 1) : 0;
      versions.subList(first, versions.size()).stream().filter(this::hasRule).forEach(found::add);
    }
    return found;
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
