package dev.stele.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.cluster.LogRecorder.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the load test would find wrong with a log. */
class LoggedStateTest {
  private final List<Recorded> log = new ArrayList<>();

  @Test
  void ordinaryHistory_isFine() {
    write("s", 1, 1, "one", false);
    write("s", 2, 2, "two", false);
    write("t", 1, 1, "one", false);
    write("s", 1, 1, "one", true);
    add("SCHEMA", "s", 1, null);
    write("s", 3, 1, "one", false);
    add("DELETE_SUBJECT", "s", 0, "{\"version\":3}");

    LoggedState state = LoggedState.of(log);

    assertThat(state.complaints()).isEmpty();
    assertThat(state.subjects().getOrDefault("s", new TreeMap<>()).values())
        .allMatch(LoggedState.Written::deleted)
        .extracting(LoggedState.Written::version)
        .containsExactly(2, 3);
    assertThat(state.everHad("s", 1, 1)).isTrue();
    assertThat(state.everHad("s", 1, 2)).isFalse();
  }

  @Test
  void idOfSomethingElse_isFound() {
    write("s", 1, 1, "one", false);
    write("t", 1, 1, "two", false);

    assertThat(complaint()).startsWith("An id stood for something else");
  }

  @Test
  void idThatIsNotTheHighest_isFound() {
    write("s", 1, 7, "one", false);
    write("t", 1, 6, "two", false);

    assertThat(complaint()).startsWith("An id is lower than 7");
  }

  @Test
  void versionThatIsNotTheHighest_isFound() {
    write("s", 3, 1, "one", false);
    write("s", 2, 2, "two", false);

    assertThat(complaint()).startsWith("A version is lower than 3");
  }

  @Test
  void oneContentTwice_isFound() {
    write("s", 1, 1, "one", false);
    write("s", 2, 1, "one", false);

    assertThat(complaint()).startsWith("One content twice");
  }

  @Test
  void gapBetweenTheRecordsOfARequest_isFound() {
    write("s", 1, 1, "one", false);
    write("s", 2, 2, "two", false);
    assertThat(LoggedState.of(log).isContiguous("r")).isTrue();

    log.remove(0);
    write("s", 3, 3, "three", false);
    write("s", 4, 4, "four", false);
    log.remove(1);

    assertThat(LoggedState.of(log).isContiguous("r")).isFalse();
  }

  private String complaint() {
    List<String> complaints = LoggedState.of(log).complaints();
    assertThat(complaints).hasSize(1);
    return complaints.get(0);
  }

  private void write(String subject, int version, int id, String schema, boolean deleted) {
    add(
        "SCHEMA",
        subject,
        version,
        "{\"id\":%d,\"schemaType\":\"AVRO\",\"schema\":\"%s\",\"deleted\":%s}"
            .formatted(id, schema, deleted));
  }

  private void add(String keytype, String subject, int version, @Nullable String value) {
    log.add(
        new Recorded(
            "_schemas",
            log.isEmpty() ? 0 : log.get(log.size() - 1).offset() + 1,
            0,
            "{\"keytype\":\"%s\",\"subject\":\"%s\",\"version\":%d}"
                .formatted(keytype, subject, version),
            Optional.ofNullable(value),
            Map.of("stele.req", "r")));
  }
}
