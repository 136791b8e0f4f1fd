package dev.stele.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Tells a person what the registry says of a schema, from its answer to {@code explain=true}. */
final class ExplanationPrinter {
  private final PrintStream out;

  ExplanationPrinter(PrintStream out) {
    this.out = out;
  }

  /**
   * @param all whether to tell of the levels that are not in scope, too
   */
  void print(JsonNode answer, boolean all) {
    String scope = text(answer, "compatibilityLevel");
    out.printf(
        "%s under %s (%s)%n",
        answer.path("is_compatible").asBoolean() ? "Compatible" : "Not compatible",
        scope,
        text(answer, "compatibilityPolicy"));
    if (answer.has("error")) {
      out.printf("%nIt is not a valid schema:%n%n  %s%n", text(answer, "error"));
      return;
    }
    if (all) {
      out.println();
      answer.path("levels").forEach(this::printLevel);
      answer.path("conflicts").forEach(this::printConflict);
      return;
    }
    for (JsonNode level : answer.path("levels")) {
      if (text(level, "level").equals(scope)) {
        printReasons(answer, level);
      }
    }
  }

  private void printLevel(JsonNode level) {
    String verdict =
        level.path("is_compatible").asBoolean()
            ? "yes"
            : "no, because of version " + level.path("version").asInt();
    out.printf("  %-20s %s%n", text(level, "level"), verdict);
  }

  /** Only what the level itself looks at. */
  private void printReasons(JsonNode answer, JsonNode level) {
    for (JsonNode conflict : answer.path("conflicts")) {
      boolean concerned =
          conflict.path("version").equals(level.path("version"))
              && level
                  .path("directions")
                  .toString()
                  .contains(conflict.path("direction").toString());
      if (concerned) {
        printConflict(conflict);
      }
    }
  }

  private void printConflict(JsonNode conflict) {
    int version = conflict.path("version").asInt();
    out.printf(
        text(conflict, "direction").equals("BACKWARD")
            ? "%nThe new schema can't read what was written with version %d:%n"
            : "%nVersion %d can't read what is written with the new schema:%n",
        version);
    for (JsonNode one : conflict.path("incompatibilities")) {
      out.printf("%n  %s%n", text(one, "message"));
      out.printf("    rule  %s: %s%n", text(one, "rule"), text(one, "reason"));
      printPlace("new", one.path("new"));
      printPlace("old", one.path("old"));
      if (one.has("fix")) {
        out.printf("    fix   %s%n", text(one, "fix"));
      }
    }
    if (conflict.path("truncated").asBoolean()) {
      out.printf(
          "%n  and %d more%n",
          conflict.path("count").asInt() - conflict.path("incompatibilities").size());
    }
  }

  private void printPlace(String schema, JsonNode place) {
    String value = place.has("value") ? "  " + text(place, "value") : "";
    out.printf("    %s   %s%s%n", schema, text(place, "path"), value);
  }

  // What others wrote into schemas must not steer a terminal.
  private static String text(JsonNode object, String member) {
    return object.path(member).asText().replaceAll("\\p{Cntrl}", " ");
  }
}
