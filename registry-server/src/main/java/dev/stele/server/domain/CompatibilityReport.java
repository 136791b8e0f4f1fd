package dev.stele.server.domain;

import dev.stele.schema.CompatibilityLevel;
import dev.stele.schema.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * Which levels would accept a schema, and why the others would not.
 *
 * @param config the one in scope
 * @param flaw why the text is no schema, or none that the policy takes; no level accepts it then
 * @param reserved what it does with reserved names; no level accepts it then
 * @param messages what the level in scope says, in the reference registry's words
 */
public record CompatibilityReport(
    Config config,
    Explanation explanation,
    Optional<String> flaw,
    List<String> reserved,
    List<String> messages) {
  public CompatibilityReport {
    reserved = List.copyOf(reserved);
    messages = List.copyOf(messages);
  }

  /** Whether a level would accept the schema. */
  public boolean accepts(CompatibilityLevel level) {
    return flaw.isEmpty() && reserved.isEmpty() && explanation.against(level).isEmpty();
  }
}
