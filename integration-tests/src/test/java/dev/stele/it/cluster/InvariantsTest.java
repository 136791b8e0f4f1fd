package dev.stele.it.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stele.it.cluster.Call.Reply;
import dev.stele.it.cluster.LogRecorder.Recorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The invariants find what they are for. */
class InvariantsTest {
  @Test
  void check_whatFits_passes() {
    Invariants invariants =
        new Invariants(
            List.of(registered("A", 1, 2), registered("A", 1, 2), answered("B", 409)),
            List.of(record(0, "A", 1), record(5, "C", 2)));

    assertThatCode(invariants::checkIds).doesNotThrowAnyException();
    assertThatCode(invariants::checkAcknowledged).doesNotThrowAnyException();
    assertThatCode(invariants::checkRefused).doesNotThrowAnyException();
  }

  @Test
  void checkIds_oneIdForTwoTexts_fails() {
    List<Recorded> log = List.of(record(0, "A", 1), record(1, "B", 1));

    assertThatThrownBy(new Invariants(List.of(), log)::checkIds)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the text of id 1");
  }

  @Test
  void checkIds_anIdBelowAnEarlierOne_fails() {
    List<Recorded> log = List.of(record(0, "A", 2), record(7, "B", 1));

    assertThatThrownBy(new Invariants(List.of(), log)::checkIds)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("a new id, at offset 7");
  }

  @Test
  void checkAcknowledged_notInTheLog_fails() {
    Invariants invariants =
        new Invariants(List.of(registered("A", 1, 2)), List.of(record(0, "B", 1)));

    assertThatThrownBy(invariants::checkAcknowledged)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the record of Call");
  }

  @Test
  void checkAcknowledged_underAnotherId_fails() {
    Invariants invariants =
        new Invariants(List.of(registered("A", 1, 2)), List.of(record(0, "A", 2)));

    assertThatThrownBy(invariants::checkAcknowledged).isInstanceOf(AssertionError.class);
  }

  @Test
  void checkAcknowledged_behindTheOffsetThatWasTold_fails() {
    Invariants invariants =
        new Invariants(List.of(registered("A", 1, 2)), List.of(record(2, "A", 1)));

    assertThatThrownBy(invariants::checkAcknowledged).isInstanceOf(AssertionError.class);
  }

  @Test
  void checkRefused_inTheLog_fails() {
    for (int status : new int[] {409, 422, 503}) {
      Invariants invariants =
          new Invariants(List.of(answered("A", status)), List.of(record(0, "A", 1)));

      assertThatThrownBy(invariants::checkRefused)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("refused");
    }
  }

  private static Call registered(String text, int id, long offset) {
    return call(text, new Reply(200, "{\"id\":" + id + "}", OptionalLong.of(offset)));
  }

  private static Call answered(String text, int status) {
    return call(text, new Reply(status, "{}", OptionalLong.empty()));
  }

  private static Call call(String text, Reply reply) {
    String body = "{\"schema\":\"" + text + "\"}";
    return new Call(
        0, "n1", "POST", "/subjects/s/versions", body, "r", 0, 1, true, Optional.of(reply));
  }

  private static Recorded record(long offset, String text, int id) {
    return new Recorded(
        "_schemas",
        offset,
        0,
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}",
        Optional.of(
            "{\"subject\":\"s\",\"version\":1,\"id\":%d,\"schema\":\"%s\"}".formatted(id, text)),
        Map.of());
  }
}
