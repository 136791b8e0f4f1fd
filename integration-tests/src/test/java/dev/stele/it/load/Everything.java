package dev.stele.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import dev.stele.it.fixture.TestRegistry;
import dev.stele.it.load.LoggedState.Written;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a node says of what the log says, once it has come to the log's end. */
final class Everything {
  private static final int MOST_DIFFERENCES = 20;

  private final Map<String, Answer> answers = new TreeMap<>();
  private final HttpConnection http;
  private final Map<String, String> headers;

  private Everything(HttpConnection http, long offset) {
    this.http = http;
    this.headers = Map.of("X-Stele-Offset", String.valueOf(offset));
  }

  /**
   * Asks a node.
   *
   * @param offset what the answers must include
   */
  static Everything of(TestRegistry node, LoggedState log, long offset) {
    try (HttpConnection http = node.connect()) {
      Everything everything = new Everything(http, offset);
      Stream.of("/contexts", "/config", "/mode", "/config/:.b:").forEach(everything::ask);
      for (String deleted : List.of("", "?deleted=true", "?deletedOnly=true")) {
        everything.ask("/subjects" + deleted);
        everything.ask("/schemas" + deleted);
      }
      log.subjects().forEach(everything::askOf);
      log.ids().forEach((context, ids) -> ids.keySet().forEach(id -> everything.ask(context, id)));
      return everything;
    }
  }

  /** What another node says otherwise. */
  List<String> differences(Everything other) {
    Set<String> paths = new TreeSet<>(answers.keySet());
    paths.addAll(other.answers.keySet());
    return paths.stream()
        .filter(path -> !said(answers.get(path)).equals(said(other.answers.get(path))))
        .limit(MOST_DIFFERENCES)
        .map(path -> path + ": " + answers.get(path) + " and " + other.answers.get(path))
        .toList();
  }

  /** Where the versions are others than the log's. */
  List<String> differences(LoggedState log) {
    Set<String> names = new TreeSet<>();
    answer("/subjects?deleted=true").forEach(name -> names.add(name.asText()));
    Stream<String> unknown =
        Stream.concat(names.stream(), log.subjects().keySet().stream())
            .filter(name -> names.contains(name) != log.subjects().containsKey(name))
            .map(name -> "Only one of both has subject " + name);
    Stream<String> others =
        log.subjects().values().stream()
            .flatMap(versions -> versions.values().stream())
            .filter(version -> !isServed(version))
            .map(version -> answers.get(path(version)) + " should be " + version);
    return Stream.concat(unknown, others).limit(MOST_DIFFERENCES).toList();
  }

  private boolean isServed(Written version) {
    JsonNode answer = answer(path(version));
    return answer.path("id").intValue() == version.id()
        && answer.path("deleted").booleanValue() == version.deleted()
        && Stream.of("schemaType", "schema", "metadata", "ruleSet")
            .allMatch(member -> answer.path(member).equals(version.value().path(member)))
        && answer(versions(version.subject()) + "?deleted=true")
            .toString()
            .matches(".*\\b" + version.version() + "\\b.*");
  }

  private JsonNode answer(String path) {
    return Objects.requireNonNull(answers.get(path), path).json();
  }

  private static String said(@Nullable Answer answer) {
    return answer == null ? "" : answer.status() + answer.text();
  }

  private void askOf(String subject, Map<Integer, Written> versions) {
    String name = Names.encoded(subject);
    ask("/config/" + name);
    ask("/mode/" + name + "?defaultToGlobal=true");
    ask(versions(subject));
    ask(versions(subject) + "?deleted=true");
    for (Written version : versions.values()) {
      ask(path(version));
      ask(path(version).replace("?", "/referencedby?"));
      ask("/schemas/guids/" + answer(path(version)).path("guid").asText());
    }
  }

  private void ask(String context, int id) {
    ask("/schemas/ids/" + id + "?subject=" + Names.encoded(context));
    ask("/schemas/ids/" + id + "/versions?deleted=true&subject=" + Names.encoded(context));
  }

  private void ask(String path) {
    answers.put(path, http.send("GET", path, headers, null));
  }

  private static String versions(String subject) {
    return "/subjects/" + Names.encoded(subject) + "/versions";
  }

  private static String path(Written version) {
    return versions(version.subject()) + "/" + version.version() + "?deleted=true";
  }
}
