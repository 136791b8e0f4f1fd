package dev.stele.server.domain;

import dev.stele.server.domain.Reads.Include;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which versions a listing of schemas holds.
 *
 * @param prefix of the subjects' names, as {@link Reads#subjects} takes it
 * @param latestOnly whether only the highest version of each subject counts
 * @param ruleType if given, only versions that have a rule of this type
 */
public record SchemaSearch(
    String prefix, Include include, boolean latestOnly, Optional<String> ruleType) {
  /** The versions, by subject, then version. */
  public List<SchemaVersion> in(State state) {
    List<SchemaVersion> found = new ArrayList<>();
    for (Subject subject : Reads.subjects(state, prefix, include)) {
      List<SchemaVersion> versions =
          state.versions(subject).stream().filter(include::holds).toList();
      int first = latestOnly ? versions.size() - 1 : 0;
      versions.subList(first, versions.size()).stream().filter(this::hasRule).forEach(found::add);
    }
    return found;
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
