package dev.stele.it.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.it.fixture.Answer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What clients were told, and what is wrong with it. Thread-safe. */
final class Ledger {
  private static final int MOST_COMPLAINTS = 20;

  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final AtomicLong offset = new AtomicLong();

  /** A call and its answer. */
  record Told(Call call, Answer answer) {}

  /** Takes down an answer to a request of this name. */
  void add(String request, Call call, Answer answer) {
    told.put(request, new Told(call, answer));
    statuses.merge(call.method() + " " + answer.status(), 1, Integer::sum);
    answer
        .header("x-stele-offset")
        .ifPresent(text -> offset.accumulateAndGet(Long.parseLong(text), Math::max));
    if (!List.of(200, 204, 404, 409, 422).contains(answer.status())) {
      complain(call + " was answered " + answer);
    }
  }

  /** By the names of requests. */
  Map<String, Told> told() {
    return told;
  }

  /** How often there was which answer. */
  Map<String, Integer> statuses() {
    return statuses;
  }

  /** The log's end that somebody has seen. */
  long offset() {
    return offset.get();
  }

  void complain(String complaint) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(complaint);
    }
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** What the log must say of each call. */
  void compareWith(LoggedState log) {
    told.forEach((request, one) -> compare(request, one, log));
  }

  private void compare(String request, Told one, LoggedState log) {
    List<LoggedState.Written> written = log.writtenBy(request);
    Answer answer = one.answer();
    boolean changes = answer.status() < 300 && !one.call().path().endsWith("?dryRun=true");
    if (!changes && log.isNamed(request)) {
      complain(one + " is in the log: " + written);
    }
    if (!changes) {
      return;
    }
    if (one.call().method().equals("DELETE") && !log.isNamed(request)) {
      complain(one + " is not in the log");
    }
    if (one.call().path().startsWith("/stele")) {
      answer.json().path("schemas").forEach(entry -> compare(one, entry, log));
      int count = answer.json().path("counts").path("NEW").intValue();
      if (count != written.size() || !log.isContiguous(request)) {
        complain(one + " wrote " + written);
      }
    } else if (isRegistration(one.call())) {
      compare(one, answer.json(), log);
      if (written.size() > 1) {
        complain(one + " wrote " + written);
      }
    }
  }

  private static boolean isRegistration(Call call) {
    return call.method().equals("POST")
        && call.path().startsWith("/subjects")
        && call.path().contains("/versions");
  }

  private void compare(Told one, JsonNode version, LoggedState log) {
    String subject =
        version
            .path("subject")
            .asText(
                java.net.URLDecoder.decode(
                    one.call().path().split("/", -1)[2], java.nio.charset.StandardCharsets.UTF_8));
    if (!log.everHad(subject, version.path("version").intValue(), version.path("id").intValue())) {
      complain(one + " is lost: " + version);
    }
  }
}
