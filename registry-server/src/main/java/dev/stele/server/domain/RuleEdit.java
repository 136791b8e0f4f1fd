package dev.stele.server.domain;

import java.util.List;
import java.util.Optional;

/**
 * How an edited schema comes by its rules: a set as it is, or what becomes of an older one.
 *
 * @param whole empty for none; with {@code merged} or {@code removed} it is refused
 * @param merged added to the older set; a rule takes the place of those that bear its name
 * @param removed names of rules that are taken out after that
 */
public record RuleEdit(
    Optional<RuleSet> whole, Optional<RuleSet> merged, Optional<List<String>> removed) {
  /** Says nothing of rules. */
  public static final RuleEdit NONE =
      new RuleEdit(Optional.empty(), Optional.empty(), Optional.empty());

  /** Why this cannot be asked. */
  Optional<RegistryError> flaw() {
    return whole.isPresent() && changes()
        ? Optional.of(
            RegistryError.ruleSetInvalid(
                "ruleSet should be omitted if specifying rulesToMerge or rulesToRemove"))
        : merged.or(() -> whole).flatMap(RuleChecks::check);
  }

  private boolean changes() {
    return merged.isPresent() || removed.isPresent();
  }

  /** The rules that come out; empty for those that the schema would inherit anyway. */
  Optional<RuleSet> applied(Optional<RuleSet> older) {
    if (!changes()) {
      return whole;
    }
    Optional<RuleSet> both =
        merged.map(rules -> older.map(old -> old.merge(rules)).orElse(rules)).or(() -> older);
    return both.map(rules -> removed.map(rules::without).orElse(rules));
  }
}
