package dev.stele.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stele.it.cluster.Call.Reply;
import dev.stele.it.cluster.LogRecorder.Recorded;
import dev.stele.it.fixture.Answer;
import dev.stele.it.fixture.HttpConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a history and the log must agree on, whatever happened; the cheap part of it. */
final class Invariants {
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Call> registrations;
  private final List<Version> versions;

  Invariants(List<Call> calls, List<Recorded> log) {
    registrations = calls.stream().filter(Call::isRegistration).toList();
    versions =
        log.stream()
            .filter(record -> record.key().contains("\"keytype\":\"SCHEMA\""))
            .filter(record -> record.value().isPresent())
            .map(Version::of)
            .toList();
  }

  /** A version of a schema as a record has it. */
  private record Version(long offset, Content content) {
    static Version of(Recorded record) {
      JsonNode value = json(record.value().orElseThrow());
      return new Version(
          record.offset(),
          new Content(
              value.path("subject").textValue(),
              value.path("schema").textValue(),
              value.path("id").intValue()));
    }
  }

  private record Content(String subject, String text, int id) {}

  /** An id has one text for ever, and new ids are above all that were given out before. */
  void checkIds() {
    Map<Integer, String> texts = new HashMap<>();
    int highest = 0;
    for (Version version : versions) {
      Content content = version.content();
      String before = texts.putIfAbsent(content.id(), content.text());
      if (before == null) {
        assertThat(content.id())
            .as("a new id, at offset %s", version.offset())
            .isGreaterThan(highest);
        highest = content.id();
      } else {
        assertThat(content.text()).as("the text of id %s", content.id()).isEqualTo(before);
      }
    }
  }

  /** Each acknowledged registration is in the log, before the offset that the client was told. */
  void checkAcknowledged() {
    Map<Content, Long> first = new HashMap<>();
    versions.forEach(version -> first.putIfAbsent(version.content(), version.offset()));
    for (Call call : registrations) {
      if (call.isAnswered(200)) {
        Reply reply = call.reply().orElseThrow();
        int id = json(reply.body()).path("id").intValue();
        Long offset = first.get(new Content(subject(call), text(call), id));
        assertThat(offset).as("the record of %s", call).isNotNull();
        assertThat(offset).as(call.toString()).isLessThan(reply.offset().orElse(0));
      }
    }
  }

  /** What was refused is not in the log; only texts that one call has can tell. */
  void checkRefused() {
    Map<String, Long> asked =
        registrations.stream()
            .collect(Collectors.groupingBy(Invariants::text, Collectors.counting()));
    Set<String> written =
        versions.stream().map(version -> version.content().text()).collect(Collectors.toSet());
    for (Call call : registrations) {
      if (call.isRefused() && Objects.equals(asked.get(text(call)), 1L)) {
        assertThat(written).as("refused: %s", call).doesNotContain(text(call));
      }
    }
  }

  /**
   * All nodes show the same.
   *
   * @param offset which they must have come to
   */
  static void checkAgreement(List<NodeProcess> nodes, long offset) {
    Map<String, String> expected = everything(nodes.get(0), offset);
    for (NodeProcess node : nodes) {
      assertThat(everything(node, offset)).as(node.name()).isEqualTo(expected);
    }
  }

  private static Map<String, String> everything(NodeProcess node, long offset) {
    Map<String, String> floor = Map.of("X-Stele-Offset", Long.toString(offset));
    Map<String, String> answers = new TreeMap<>();
    try (HttpConnection http = new HttpConnection(node.url())) {
      Answer all = http.send("GET", "/subjects?deleted=true", floor, null);
      assertThat(all.status()).as("%s of %s", all, node.name()).isEqualTo(200);
      List<String> paths = new ArrayList<>(List.of("/subjects?deleted=true", "/subjects"));
      for (JsonNode subject : all.json()) {
        String name = subject.asText();
        paths.add("/subjects/" + name + "/versions?deleted=true");
        paths.add("/subjects/" + name + "/versions");
        paths.add("/subjects/" + name + "/versions/latest");
        paths.add("/config/" + name);
        paths.add("/mode/" + name);
      }
      paths.forEach(path -> answers.put(path, http.get(path).text()));
    }
    return answers;
  }

  private static String subject(Call call) {
    return call.path().split("/", -1)[2];
  }

  private static String text(Call call) {
    return json(call.body()).path("schema").textValue();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }
}
