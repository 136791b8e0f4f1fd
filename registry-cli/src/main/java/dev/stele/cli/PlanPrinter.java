package dev.stele.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a person what becomes of many schemas, from the registry's answer. */
final class PlanPrinter {
  private static final int MAX_CHARS = 500;

  private final PrintStream out;

  PlanPrinter(PrintStream out) {
    this.out = out;
  }

  void print(JsonNode answer) {
    boolean explained = false;
    for (JsonNode schema : answer.path("schemas")) {
      if (explained) {
        out.println();
      }
      out.printf("%-14s %s%n", schema.path("status").asText(), line(schema));
      explained = schema.has("explanation");
      if (explained) {
        new ExplanationPrinter(out).print(schema.path("explanation"), false);
      }
    }
    String counts =
        List.of("NEW", "UNCHANGED", "INCOMPATIBLE", "INVALID", "NOT_PERMITTED", "BLOCKED").stream()
            .filter(status -> answer.path("counts").path(status).asInt() > 0)
            .map(status -> answer.path("counts").path(status) + " " + words(status))
            .collect(Collectors.joining(", "));
    out.printf("%n%s. %s.%n", counts, conclusion(answer));
  }

  private static String conclusion(JsonNode answer) {
    boolean accepted = answer.path("accepted").asBoolean();
    if (answer.path("dryRun").asBoolean()) {
      return accepted ? "All could be registered" : "Nothing could be registered";
    }
    return accepted ? "All are registered" : "Nothing was registered";
  }

  private static String line(JsonNode schema) {
    if (schema.has("id")) {
      return "%s version %d, id %d"
          .formatted(
              text(schema, "subject"), schema.path("version").asInt(), schema.path("id").asInt());
    }
    // What is explained below need not be quoted.
    return schema.has("explanation")
        ? text(schema, "subject")
        : text(schema, "subject") + ": " + shortened(text(schema, "message"));
  }

  // The reasons stand at the end, behind the schema itself.
  private static String shortened(String message) {
    return message.length() <= MAX_CHARS
        ? message
        : "…" + message.substring(message.length() - MAX_CHARS);
  }

  private static String words(String status) {
    return status.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  // What others wrote into schemas must not steer a terminal.
  private static String text(JsonNode object, String member) {
    return object.path(member).asText().replaceAll("\\p{Cntrl}", " ");
  }
}
