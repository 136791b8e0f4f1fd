package dev.stele.serde.client;

import java.util.List;
import java.util.Optional;

/**
 * The rules of a data contract, in the order they apply when a message is written. Immutable and
 * thread-safe.
 *
 * @param migrationRules between versions, on the message as JSON
 * @param domainRules on the application's object
 * @param encodingRules on the encoded payload
 * @param enableAt where the rules are to be executed, for instance {@code CLIENT}; empty for
 *     everywhere
 */
public record RuleSet(
    List<Rule> migrationRules,
    List<Rule> domainRules,
    List<Rule> encodingRules,
    Optional<String> enableAt) {
  public RuleSet {
    migrationRules = List.copyOf(migrationRules);
    domainRules = List.copyOf(domainRules);
    encodingRules = List.copyOf(encodingRules);
  }
}
