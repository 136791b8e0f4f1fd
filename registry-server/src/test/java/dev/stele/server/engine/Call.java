package dev.stele.server.engine;

import dev.stele.server.engine.Cluster.Node;
import dev.stele.server.history.Action;
import dev.stele.server.history.Answer;
import dev.stele.server.history.Operation;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A request of a client of a simulation, from its call to its answer. */
final class Call {
  final String request;
  final int client;
  final Node node;
  final Action<?> action;
  final long floor;
  final long calledMs;
  private final long called;
  private @Nullable Answer answer;
  private long returned;
  private long returnedMs;
  private boolean over;

  /**
   * @param called the number of this event in the history
   */
  Call(
      String request,
      int client,
      Node node,
      Action<?> action,
      long floor,
      long called,
      long calledMs) {
    this.request = request;
    this.client = client;
    this.node = node;
    this.action = action;
    this.floor = floor;
    this.called = called;
    this.calledMs = calledMs;
  }

  void answered(Answer with, long number, long ms) {
    answer = with;
    returned = number;
    returnedMs = ms;
    over = true;
  }

  /** How long it took; of a call that was answered. */
  long tookMs() {
    return returnedMs - calledMs;
  }

  /** Its node died: no answer will come. */
  void broke() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  @Nullable Answer answer() {
    return answer;
  }

  Operation operation() {
    String name = "client-" + client;
    Answer told = answer;
    return told == null
        ? new Operation(
            request,
            name,
            node.id,
            called,
            OptionalLong.empty(),
            action,
            new Answer.Unknown("no answer"),
            floor)
        : new Operation(
            request, name, node.id, called, OptionalLong.of(returned), action, told, floor);
  }
}
