package dev.stele.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stele.it.cluster.Call.Reply;
import dev.stele.it.cluster.LogRecorder.Recorded;
import dev.stele.server.history.Finding;
import dev.stele.server.history.Linearizability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Histories and logs reach the checker as they are. */
class CheckedTest {
  private static final String TEXT =
      "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"A\\\",\\\"fields\\\":[]}";

  @Test
  void findings_ofALostWrite_nameIt() {
    List<Call> calls = List.of(registration("r1", "{\"id\":1}", 200));

    assertThat(Checked.findings(calls, List.of()))
        .extracting(Finding::kind)
        .contains(Finding.Kind.LOST_WRITE);
  }

  @Test
  void findings_ofARefusalThatWrote_nameIt() {
    List<Call> calls =
        List.of(registration("r1", "{\"error_code\":42201,\"message\":\"no\"}", 422));

    assertThat(Checked.findings(calls, List.of(record("r1"))))
        .extracting(Finding::kind)
        .contains(Finding.Kind.REFUSED_WRITTEN);
  }

  @Test
  void findings_ofAnUnknownOutcome_areNone() {
    Call call = call("r1", Optional.empty());

    assertThat(Checked.findings(List.of(call), List.of())).isEmpty();
    assertThat(Checked.findings(List.of(call), List.of(record("r1")))).isEmpty();
  }

  @Test
  void findings_ofACallThatWasNeverSent_ifItWrote() {
    Call call = call("r1", Optional.empty());
    Call unsent =
        new Call(
            0, "n1", call.method(), call.path(), call.body(), "r1", 0, 1, false, Optional.empty());

    assertThat(Checked.findings(List.of(unsent), List.of())).isEmpty();
    assertThat(Checked.findings(List.of(unsent), List.of(record("r1"))))
        .extracting(Finding::kind)
        .contains(Finding.Kind.UNKNOWN_REQUEST);
  }

  @Test
  void linearizable_ofADeletion_behindTheRegistrationOnly() {
    Call registration =
        call(
            "r1",
            Optional.of(
                new Reply(
                    200,
                    "{\"id\":1,\"version\":1,\"guid\":\"ef524ea1-b91e-7317-3d93-8ade36c1db32\","
                        + "\"schemaType\":\"AVRO\",\"schema\":\"\\\"int\\\"\"}",
                    OptionalLong.empty())),
            "\\\"int\\\"");
    List<Recorded> log = List.of(record("r1"), record("r2"));

    assertThat(Checked.linearizable(List.of(registration, deletion(2)), log))
        .isEqualTo(Linearizability.Verdict.YES);
    assertThat(Checked.linearizable(List.of(deletion(-2), registration), log))
        .isEqualTo(Linearizability.Verdict.NO);
  }

  private static Call deletion(long called) {
    Optional<Reply> reply = Optional.of(new Reply(200, "[1]", OptionalLong.empty()));
    return new Call(1, "n1", "DELETE", "/subjects/s", "", "r2", called, called + 1, true, reply);
  }

  private static Call registration(String request, String answer, int status) {
    return call(request, Optional.of(new Reply(status, answer, OptionalLong.of(1))));
  }

  private static Call call(String request, Optional<Reply> reply) {
    return call(request, reply, TEXT);
  }

  private static Call call(String request, Optional<Reply> reply, String text) {
    String body = "{\"schema\":\"" + text + "\"}";
    return new Call(0, "n1", "POST", "/subjects/s/versions", body, request, 0, 1, true, reply);
  }

  private static Recorded record(String request) {
    return new Recorded(
        "_schemas",
        0,
        0,
        "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}",
        Optional.of(
            "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schemaType\":\"AVRO\",\"schema\":\""
                + TEXT
                + "\",\"deleted\":false}"),
        Map.of(
            "stele.v", "1",
            "stele.cmd", "00000000-0000-0001-0000-000000000001",
            "stele.req", request,
            "stele.part", "1/1"));
  }
}
