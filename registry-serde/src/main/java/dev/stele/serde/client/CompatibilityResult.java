package dev.stele.serde.client;

import java.util.List;

/**
 * The verdict on a schema that is not registered yet.
 *
 * @param messages why not, in the registry's words; empty if compatible
 */
public record CompatibilityResult(boolean compatible, List<String> messages) {
  public CompatibilityResult {
    messages = List.copyOf(messages);
  }
}
