package dev.stele.server.domain;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a schema takes over from the version before it and from the config in scope. */
record Inheritance(Config config, Optional<SchemaVersion> previous) {
  /**
   * Later ones win: the default, what was sent or else what the previous version has, the override.
   */
  Optional<Metadata> metadata(Optional<Metadata> sent) {
    Optional<Metadata> own = sent.or(() -> previous.flatMap(v -> v.content().metadata()));
    return Stream.of(optional(config.defaultMetadata()), own, optional(config.overrideMetadata()))
        .flatMap(Optional::stream)
        .reduce(Metadata::merge);
  }

  /** As {@link #metadata}. */
  Optional<RuleSet> ruleSet(Optional<RuleSet> sent) {
    Optional<RuleSet> own = sent.or(() -> previous.flatMap(v -> v.content().ruleSet()));
    return Stream.of(optional(config.defaultRuleSet()), own, optional(config.overrideRuleSet()))
        .flatMap(Optional::stream)
        .reduce(RuleSet::merge);
  }

  private static <T> Optional<T> optional(@Nullable T value) {
    return Optional.ofNullable(value);
  }
}
