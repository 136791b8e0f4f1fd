package dev.stele.it.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stele.it.cluster.LogRecorder.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code _schemas} says, read by the rules of the log's format and nothing else, and what is
 * wrong with how it came about.
 */
final class LoggedState {
  private static final JsonMapper JSON = new JsonMapper();

  private final SortedMap<String, SortedMap<Integer, Written>> subjects = new TreeMap<>();
  private final Map<String, SortedMap<Integer, String>> ids = new HashMap<>();
  private final Map<String, List<Recorded>> byRequest = new HashMap<>();
  private final Set<List<Object>> ever = new HashSet<>();
  private final List<String> complaints = new ArrayList<>();

  /**
   * A version.
   *
   * @param content everything that the id stands for
   */
  record Written(String subject, int version, int id, JsonNode value, String content) {
    boolean deleted() {
      return value.path("deleted").booleanValue();
    }
  }

  private LoggedState() {}

  /** All records from the first on. */
  static LoggedState of(List<Recorded> records) {
    LoggedState state = new LoggedState();
    records.stream().filter(record -> record.topic().equals("_schemas")).forEach(state::apply);
    return state;
  }

  /** By subject, then number. */
  SortedMap<String, SortedMap<Integer, Written>> subjects() {
    return subjects;
  }

  /** All ids that were ever written, by the context's name before subjects. */
  Map<String, SortedMap<Integer, String>> ids() {
    return ids;
  }

  List<String> complaints() {
    return complaints;
  }

  /** Whether a request wrote anything. */
  boolean isNamed(String request) {
    return byRequest.containsKey(request);
  }

  /** The versions that a request wrote. */
  List<Written> writtenBy(String request) {
    return byRequest.getOrDefault(request, List.of()).stream()
        .filter(record -> keytype(record).equals("SCHEMA") && record.value().isPresent())
        .map(LoggedState::written)
        .toList();
  }

  /** Whether nothing lies between the records of a request, and so they were committed together. */
  boolean isContiguous(String request) {
    List<Recorded> records = byRequest.getOrDefault(request, List.of());
    return records.isEmpty()
        || records.get(records.size() - 1).offset() - records.get(0).offset() + 1 == records.size();
  }

  /** Whether a version had this id at some time. */
  boolean everHad(String subject, int version, int id) {
    return ever.contains(List.of(subject, version, id));
  }

  private void apply(Recorded record) {
    String request = record.headers().get("stele.req");
    if (request != null) {
      byRequest.computeIfAbsent(request, name -> new ArrayList<>()).add(record);
    }
    JsonNode key = json(record.key());
    SortedMap<Integer, Written> versions =
        subjects.computeIfAbsent(key.path("subject").asText(), name -> new TreeMap<>());
    if (keytype(record).equals("SCHEMA")) {
      if (record.value().isPresent()) {
        write(written(record), versions);
      } else {
        versions.remove(key.path("version").intValue());
      }
    } else if (keytype(record).equals("DELETE_SUBJECT") && record.value().isPresent()) {
      int last = json(record.value().get()).path("version").intValue();
      versions.headMap(last + 1).replaceAll((number, version) -> softlyDeleted(version));
    }
    subjects.values().removeIf(Map::isEmpty);
  }

  private void write(Written written, SortedMap<Integer, Written> versions) {
    if (!Names.isImported(written.subject())) {
      check(written, versions);
    }
    versions.put(written.version(), written);
    subjects.put(written.subject(), versions);
    ids.computeIfAbsent(Names.context(written.subject()), context -> new TreeMap<>())
        .put(written.id(), written.content());
    ever.add(List.of(written.subject(), written.version(), written.id()));
  }

  private void check(Written written, SortedMap<Integer, Written> versions) {
    SortedMap<Integer, String> known =
        ids.getOrDefault(Names.context(written.subject()), new TreeMap<>());
    String before = known.get(written.id());
    if (before != null && !before.equals(written.content())) {
      complaints.add("An id stood for something else, " + before + ": " + written);
    }
    if (before == null && !known.isEmpty() && written.id() <= known.lastKey()) {
      complaints.add("An id is lower than " + known.lastKey() + ": " + written);
    }
    Written old = versions.get(written.version());
    if (old == null && !versions.isEmpty() && written.version() < versions.lastKey()) {
      complaints.add("A version is lower than " + versions.lastKey() + ": " + written);
    }
    if (old != null && (old.id() != written.id() || !old.content().equals(written.content()))) {
      complaints.add("A version was something else, " + old + ": " + written);
    }
    versions.values().stream()
        .filter(other -> other.version() != written.version())
        .filter(other -> !other.deleted() && !written.deleted())
        .filter(other -> other.content().equals(written.content()))
        .forEach(other -> complaints.add("One content twice, " + other + ": " + written));
  }

  private static Written softlyDeleted(Written version) {
    ObjectNode value = version.value().deepCopy();
    value.put("deleted", true);
    return new Written(
        version.subject(), version.version(), version.id(), value, version.content());
  }

  private static Written written(Recorded record) {
    JsonNode key = json(record.key());
    JsonNode value = json(record.value().orElseThrow());
    List<JsonNode> content =
        List.of(
            value.path("schemaType"),
            value.path("references"),
            value.path("metadata"),
            value.path("ruleSet"),
            value.path("schema"));
    return new Written(
        key.path("subject").asText(),
        key.path("version").intValue(),
        value.path("id").intValue(),
        value,
        content.toString());
  }

  private static String keytype(Recorded record) {
    return json(record.key()).path("keytype").asText();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }
}
