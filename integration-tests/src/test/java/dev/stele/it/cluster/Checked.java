package dev.stele.it.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stele.it.cluster.Call.Reply;
import dev.stele.schema.CompatibilityLevel;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.Mode;
import dev.stele.server.domain.Stamp;
import dev.stele.server.history.Action;
import dev.stele.server.history.Checker;
import dev.stele.server.history.Finding;
import dev.stele.server.history.History;
import dev.stele.server.history.HttpActions;
import dev.stele.server.history.Linearizability;
import dev.stele.server.history.Model;
import dev.stele.server.history.Operation;
import dev.stele.server.history.Recorded;
import dev.stele.server.history.Witness;
import dev.stele.server.log.LogTopic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A history and a log in the words of the {@link Checker}. */
final class Checked {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Model MODEL =
      Model.avro(new Defaults(CompatibilityLevel.NONE, false, true, true, false));
  private static final long END = Long.MAX_VALUE;
  private static final int SAMPLE = 200;
  private static final long BUDGET = 1_000_000;

  private Checked() {}

  /** What the log contradicts; empty if it contradicts nothing. */
  static List<Finding> findings(List<Call> calls, List<LogRecorder.Recorded> log) {
    List<Operation> operations =
        calls.stream().filter(Call::connected).map(call -> operation(call, END)).toList();
    Witness witness = new Witness(log.stream().map(Checked::recorded).toList());
    return Checker.check(MODEL, new History(operations), witness, Map.of());
  }

  /**
   * Whether any order explains the first calls. The log is asked only which of them wrote: a
   * registration that did not may have been answered by a node that lags.
   *
   * @param calls in the order of calling
   */
  static Linearizability.Verdict linearizable(List<Call> calls, List<LogRecorder.Recorded> log) {
    List<Call> connected = calls.stream().filter(Call::connected).toList();
    List<Call> first = connected.subList(0, Math.min(SAMPLE, connected.size()));
    // What was answered later may follow from calls that are left out.
    long cut = SAMPLE < connected.size() ? connected.get(SAMPLE).calledNanos() : END;
    Set<String> written =
        log.stream()
            .map(record -> record.headers().getOrDefault("stele.req", ""))
            .collect(Collectors.toSet());
    return Linearizability.check(
        MODEL,
        new History(first.stream().map(call -> operation(call, cut)).toList()),
        operation -> !written.contains(operation.request()),
        BUDGET);
  }

  private static Operation operation(Call call, long end) {
    String client = "client-" + call.client();
    Optional<Reply> reply = call.reply().filter(answer -> call.returnedNanos() < end);
    if (reply.isEmpty()) {
      return Operation.unanswered(
          call.requestId(), client, call.node(), call.calledNanos(), action(call));
    }
    return Operation.answered(
        call.requestId(),
        client,
        call.node(),
        call.calledNanos(),
        call.returnedNanos(),
        action(call),
        HttpActions.answer(reply.get().status(), json(reply.get().body()), reply.get().offset()));
  }

  private static Action<?> action(Call call) {
    boolean permanent = call.path().endsWith("?permanent=true");
    String[] path = call.path().replaceFirst("\\?.*", "").substring(1).split("/", -1);
    String subject = path.length > 1 ? path[1] : "";
    return switch (call.method() + " " + template(path)) {
      case "POST subjects/versions" -> HttpActions.register(subject, field(call, "schema"));
      case "POST subjects" -> HttpActions.lookup(subject, field(call, "schema"), false);
      case "GET subjects" -> HttpActions.subjects(false);
      case "GET subjects/versions" -> HttpActions.versions(subject, false);
      case "GET schemas/id" -> HttpActions.id(Integer.parseInt(path[2]));
      case "DELETE subjects" -> HttpActions.deleteSubject(subject, permanent);
      case "DELETE subjects/versions/version" ->
          HttpActions.deleteVersion(subject, version(path[3]), permanent);
      case "PUT config" ->
          HttpActions.putConfig(subject, CompatibilityLevel.valueOf(field(call, "compatibility")));
      case "DELETE config" -> HttpActions.deleteConfig(subject);
      case "PUT mode" -> HttpActions.putMode(subject, Mode.valueOf(field(call, "mode")), false);
      default -> throw new IllegalArgumentException("No action for " + call);
    };
  }

  private static String template(String[] path) {
    if (path[0].equals("schemas")) {
      return "schemas/id";
    }
    return path[0] + (path.length > 2 ? "/versions" : "") + (path.length > 3 ? "/version" : "");
  }

  private static int version(String text) {
    return text.equals("latest") ? -1 : Integer.parseInt(text);
  }

  private static String field(Call call, String name) {
    return json(call.body()).path(name).textValue();
  }

  private static Recorded recorded(LogRecorder.Recorded record) {
    RecordHeaders headers = new RecordHeaders();
    record.headers().forEach((name, value) -> headers.add(name, bytes(value)));
    return Recorded.read(
        record.topic().equals(LogRecorder.SCHEMAS.topic()) ? LogTopic.SCHEMAS : LogTopic.OWN,
        new Stamp(record.offset(), record.timestamp()),
        bytes(record.key()),
        record.value().map(Checked::bytes).orElse(null),
        headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
