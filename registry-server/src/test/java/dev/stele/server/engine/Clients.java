package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Query;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.engine.Cluster.Node;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.history.Action;
import dev.stele.server.history.Answer;
import dev.stele.server.view.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Clients in closed loops: each asks some node, waits for the answer, thinks, and asks again, until
 * so many requests were made. Keeps what they asked and were told.
 */
final class Clients {
  static final int COUNT = 8;

  private final Simulation simulation;
  private final Network network;
  private final Supplier<Node> anyNode;
  private final Requests requests;
  private final Random random;
  private final List<Call> calls = new ArrayList<>();
  private final long[] floors = new long[COUNT];
  private long events;
  private int left;
  private long thinkMs;

  /**
   * @param anyNode one that is up, at random
   */
  Clients(Simulation simulation, Network network, Supplier<Node> anyNode) {
    this.simulation = simulation;
    this.network = network;
    this.anyNode = anyNode;
    this.random = simulation.random();
    this.requests = new Requests(random);
  }

  /** Lets them make so many requests in about that time. */
  void start(int total, Duration within) {
    left = total;
    thinkMs = 1 + 2 * within.toMillis() * COUNT / total;
    for (int client = 0; client < COUNT; client++) {
      think(client);
    }
  }

  /** Whether they have made all their requests. */
  boolean isDone() {
    return left == 0;
  }

  List<Call> calls() {
    return calls;
  }

  /** A write on a certain node. */
  Call probe(Node node) {
    Command<?> command = Requests.harmless();
    Call call = call(0, node, Action.command(command), 0);
    write(call, command);
    return call;
  }

  /** A process died: who waits for it waits for nothing. */
  void lost(Node node) {
    for (Call call : calls) {
      if (call.node == node && !call.isOver()) {
        call.broke();
        think(call.client);
      }
    }
  }

  private void think(int client) {
    simulation.after(Duration.ofMillis(random.nextLong(thinkMs)), () -> next(client));
  }

  private void next(int client) {
    if (left == 0) {
      return;
    }
    left--;
    Node node = anyNode.get();
    switch (random.nextInt(8)) {
      case 0 -> {
        Query<?> query = requests.lookup();
        Call call = call(client, node, Action.query(query).confirmingAbsence(), 0);
        node.process.threads(1).execute(() -> ask(call, query));
      }
      case 1, 2 -> {
        Requests.Question question = requests.question();
        long floor = random.nextInt(3) == 0 ? floors[client] : 0;
        Call call =
            call(
                client,
                node,
                Action.read(question.name(), question.answer()).confirmingAbsence(),
                floor);
        node.process.threads(1).execute(() -> read(call, question.answer()));
      }
      default -> {
        Command<?> command = requests.write();
        Call call = call(client, node, Action.command(command), 0);
        node.process.threads(1).execute(() -> write(call, command));
      }
    }
  }

  private Call call(int client, Node node, Action<?> action, long floor) {
    Call call =
        new Call("r" + calls.size(), client, node, action, floor, ++events, simulation.nowMs());
    calls.add(call);
    return call;
  }

  private <R> void write(Call call, Command<R> command) {
    Origin client = network.client(command, call.request);
    finish(call, call.node.submit(command, client));
  }

  private <R> void ask(Call call, Query<R> query) {
    if (isReady(call)) {
      Engine engine = call.node.engine;
      finish(call, confirming(call, () -> engine.ask(query)));
    }
  }

  private void read(Call call, Function<State, Decision<Object>> question) {
    if (!isReady(call)) {
      return;
    }
    Node node = call.node;
    boolean there = node.view.snapshot().applied().schemas() >= call.floor;
    CompletionStage<?> reached =
        there ? CompletableFuture.completedStage(null) : node.engine.confirm();
    finish(
        call,
        reached.thenCompose(
            place -> confirming(call, () -> answer(node.view.snapshot(), call.floor, question))));
  }

  // As the HTTP server does: that something is not there is confirmed.
  private static <T> CompletionStage<Done<T>> confirming(
      Call call, Supplier<CompletionStage<Done<T>>> question) {
    CompletableFuture<Done<T>> result = new CompletableFuture<>();
    question
        .get()
        .whenComplete(
            (done, error) -> {
              if (isAbsence(error)) {
                call.node
                    .engine
                    .confirm()
                    .thenCompose(place -> question.get())
                    .whenComplete((later, failure) -> complete(result, later, failure));
              } else {
                complete(result, done, error);
              }
            });
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, T value, Throwable error) {
    if (error == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(error);
    }
  }

  private static CompletionStage<Done<Object>> answer(
      Snapshot now, long floor, Function<State, Decision<Object>> question) {
    long offset = now.applied().schemas();
    if (offset < floor) {
      return CompletableFuture.failedStage(
          new UnavailableException(Reason.OFFSET_NOT_REACHED, "412"));
    }
    return question
        .apply(now.state())
        .fold(
            accepted -> CompletableFuture.completedStage(new Done<>(accepted.reply(), offset)),
            error -> CompletableFuture.failedStage(new RefusedException(error, offset)));
  }

  private boolean isReady(Call call) {
    boolean ready = call.node.view.status().ready();
    if (!ready) {
      answered(call, new Answer.NotDone("not ready"));
    }
    return ready;
  }

  private <T> void finish(Call call, CompletionStage<Done<T>> stage) {
    stage.whenComplete(
        (done, error) -> {
          Answer answer = Answer.ofEngine(done, error);
          simulation.threads(1_000).execute(() -> answered(call, answer));
        });
  }

  private void answered(Call call, Answer answer) {
    if (call.isOver()) {
      return;
    }
    call.answered(answer, ++events, simulation.nowMs());
    answer.offset().ifPresent(at -> floors[call.client] = Math.max(floors[call.client], at));
    think(call.client);
  }

  private static boolean isAbsence(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (!(cause instanceof RefusedException refused)) {
      return false;
    }
    RegistryError.Kind kind = refused.error().kind();
    return kind == RegistryError.Kind.SUBJECT_NOT_FOUND
        || kind == RegistryError.Kind.VERSION_NOT_FOUND
        || kind == RegistryError.Kind.SCHEMA_NOT_FOUND;
  }
}
