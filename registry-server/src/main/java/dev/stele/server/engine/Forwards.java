package dev.stele.server.engine;

import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Position;
import dev.stele.server.view.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Commands on their way to the node that may write. An answer is passed on once this node's view
 * has come to what it says; while it is awaited, that node must answer pings. Confined to the loop.
 */
final class Forwards {
  // A write that is answered sooner needs no ping.
  private static final Duration PING_AFTER = Duration.ofMillis(100);

  private final Loop loop;
  private final Peers peers;
  private final View view;
  private final Duration pingTimeout;
  private final Listener listener;
  private final Map<Long, Route> routes = new LinkedHashMap<>(); // by the claim's offset
  private final AtomicLong sent = new AtomicLong();

  Forwards(Surroundings around, View view, Duration pingTimeout, Listener listener) {
    this.loop = around.loop();
    this.peers = around.peers();
    this.view = view;
    this.pingTimeout = pingTimeout;
    this.listener = listener;
  }

  /** Told on the loop. No command is told of twice, and none that was removed. */
  interface Listener {
    /**
     * These were not answered.
     *
     * @param failure what is known of their fate, and why
     */
    void failed(Claim holder, List<Pending<?>> commands, PeerException failure);

    /** A later barrier is in the view: each of these is in it, or never will be. */
    void superseded(List<Pending<?>> commands);
  }

  /** Sends commands to the holder of a claim. */
  void send(Claim holder, List<Pending<?>> commands) {
    Route route = routes.computeIfAbsent(holder.offset(), offset -> open(holder));
    for (Pending<?> pending : commands) {
      pending.call().ifPresent(call -> send(route, pending, call));
    }
    route.listenForPulse();
  }

  void remove(Pending<?> pending) {
    routes.values().forEach(route -> route.take(pending));
  }

  /** How many were sent. Thread-safe. */
  long sent() {
    return sent.get();
  }

  private Route open(Claim holder) {
    Route route = new Route(holder);
    view.claimedAfter(holder.offset()).thenRun(() -> loop.execute(() -> close(route)));
    return route;
  }

  private void close(Route route) {
    routes.remove(route.holder.offset());
    List<Pending<?>> left = route.takeAll();
    if (!left.isEmpty()) {
      listener.superseded(left);
    }
  }

  private void send(Route route, Pending<?> pending, ClientCall call) {
    pending.setWritten();
    sent.incrementAndGet();
    Claim holder = route.holder;
    CommandId id = pending.id();
    Forward forward = new Forward(id.value(), id.request(), route.node.id(), holder.offset());
    CompletionStage<PeerReply> answer = peers.forward(route.node, forward, call);
    route.waiting.put(pending, answer.toCompletableFuture());
    answer.whenComplete(
        (reply, error) -> loop.execute(() -> answered(route, pending, reply, error)));
  }

  private void answered(
      Route route, Pending<?> pending, PeerReply reply, @Nullable Throwable error) {
    if (!route.waiting.containsKey(pending)) {
      return; // given up on: only the log can tell now
    }
    route.take(pending);
    if (error != null) {
      listener.failed(route.holder, List.of(pending), PeerException.of(error));
      return;
    }
    Position place = new Position(reply.offset().orElse(0), 0);
    view.applied(place).thenRun(() -> pending.relay(reply));
  }

  /** What is under way to the holder of one claim. */
  private final class Route {
    private final Claim holder;
    private final PeerNode node;
    private final Map<Pending<?>, CompletableFuture<PeerReply>> waiting = new LinkedHashMap<>();
    private boolean listening;

    Route(Claim holder) {
      this.holder = holder;
      this.node = new PeerNode(holder.node().id(), holder.node().url());
    }

    void listenForPulse() {
      if (!listening && !waiting.isEmpty()) {
        listening = true;
        loop.after(PING_AFTER, this::ping);
      }
    }

    private void ping() {
      if (waiting.isEmpty()) {
        listening = false;
        return;
      }
      CompletableFuture<Void> answer = peers.ping(node).toCompletableFuture();
      Loop.Timer patience =
          loop.after(
              pingTimeout,
              () ->
                  answer.completeExceptionally(
                      new PeerException(
                          PeerException.Kind.LOST,
                          "no answer to a ping for " + pingTimeout.toMillis() + " ms")));
      CompletionStage<Void> pulse = answer;
      pulse.whenComplete(
          (done, error) ->
              loop.execute(
                  () -> {
                    patience.cancel();
                    listening = false;
                    if (error == null) {
                      listenForPulse();
                    } else {
                      fail(PeerException.of(error));
                    }
                  }));
    }

    // What was sent on a connection that still stood may have arrived.
    private void fail(PeerException failure) {
      List<Pending<?>> left = takeAll();
      if (!left.isEmpty()) {
        listener.failed(
            holder,
            left,
            new PeerException(PeerException.Kind.LOST, String.valueOf(failure.getMessage())));
      }
    }

    private List<Pending<?>> takeAll() {
      List<Pending<?>> all = new ArrayList<>(waiting.keySet());
      all.forEach(this::take);
      return all.stream().filter(pending -> !pending.isAnswered()).toList();
    }

    private void take(Pending<?> pending) {
      CompletableFuture<PeerReply> answer = waiting.remove(pending);
      if (answer != null) {
        answer.cancel(false);
      }
    }
  }
}
