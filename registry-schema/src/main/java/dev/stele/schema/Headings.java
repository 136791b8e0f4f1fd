package dev.stele.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings in the reference registry's words: some are messages, others lines of one. */
public final class Headings {
  private Headings() {}

  /** A message for each finding that has no heading. */
  public static List<String> without(List<Incompatibility> findings, Direction direction) {
    return findings.stream()
        .filter(found -> found.rule().heading(direction).isEmpty())
        .map(found -> found.message(direction))
        .toList();
  }

  /** A message for each heading, with all findings under it. */
  public static List<String> with(List<Incompatibility> findings, Direction direction) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (Incompatibility found : findings) {
      String heading = found.rule().heading(direction);
      if (!heading.isEmpty()) {
        lines.computeIfAbsent(heading, first -> new ArrayList<>()).add(found.message(direction));
      }
    }
    List<String> messages = new ArrayList<>();
    lines.forEach((heading, each) -> messages.add(heading + String.join("\n", each)));
    return messages;
  }
}
