package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.engine.Engine.Answer;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.PeerException.Kind;
import dev.stele.server.engine.UnavailableException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What carries requests between the nodes of a simulation: as HTTP does, an answer's status and
 * bytes, though here the bytes only say where the answer itself is kept.
 */
final class Network {
  private final Simulation simulation;
  private final long jitterUs;
  private final Tally tally;
  private final Map<String, List<Endpoint>> endpoints = new LinkedHashMap<>(); // by URL
  private final List<Command<?>> commands = new ArrayList<>();
  private final List<Answered> answers = new ArrayList<>();
  private final Set<String> forwarded = new HashSet<>();

  /** What happens to a message; asked for a request and again for its answer. */
  Function<Message, Fate> fates = message -> Fate.ARRIVES;

  Network(Simulation simulation, long jitterUs, Tally tally) {
    this.simulation = simulation;
    this.jitterUs = jitterUs;
    this.tally = tally;
  }

  /** A message from one URL to another. */
  record Message(String from, String to, boolean answer, boolean ping) {}

  enum Fate {
    ARRIVES,
    /** The same, up to twenty seconds later. */
    LATE,
    /** The sender is told at once that nothing listens there; of an answer: that it broke. */
    REFUSED,
    /** The sender is told at once that the connection broke. */
    BREAKS,
    /** Nobody is ever told. */
    VANISHES
  }

  private record Answered(@Nullable Answer<?> answer, @Nullable Throwable failure) {}

  /** A process that listens. */
  final class Endpoint {
    private final String id;
    private final String url;
    private final Engine engine;
    private final Executor threads;
    private final Set<Exchange<?>> accepted = new LinkedHashSet<>();

    private Endpoint(String id, String url, Engine engine, Executor threads) {
      this.id = id;
      this.url = url;
      this.engine = engine;
      this.threads = threads;
    }

    /** Nothing listens any more; what was not answered breaks, or is never heard of again. */
    void close() {
      endpoints.getOrDefault(url, new ArrayList<>()).remove(this);
      boolean silently = simulation.random().nextBoolean();
      List<Exchange<?>> left = List.copyOf(accepted);
      accepted.clear();
      if (!silently) {
        left.forEach(open -> later(Fate.ARRIVES, () -> fail(open.waiting, Kind.LOST)));
      }
    }
  }

  /** Makes a node reachable; at a URL that another one has too, chance decides who is reached. */
  Endpoint listen(String id, String url, Engine engine, Executor threads) {
    Endpoint endpoint = new Endpoint(id, url, engine, threads);
    endpoints.computeIfAbsent(url, key -> new ArrayList<>()).add(endpoint);
    return endpoint;
  }

  /** A command as a client's request. */
  Origin client(Command<?> command, String request) {
    commands.add(command);
    String uri = Integer.toString(commands.size() - 1);
    ByteBuffer body = ByteBuffer.allocate(0);
    return new Origin.Client(request, new ClientCall("POST", uri, List.of(), body));
  }

  /** Whether a client's request was ever sent on to another node. */
  boolean wasForwarded(Origin client) {
    return client.fold(own -> forwarded.contains(own.call().uri()), peer -> true);
  }

  /** Completes a promise with an answer, or with the one that it stands for. */
  @SuppressWarnings("unchecked") // whoever sent the command knows its type
  <R> void unwrap(Answer<R> answer, CompletableFuture<Done<R>> promise) {
    answer.fold(
        promise::complete,
        relayed -> {
          Answered kept = answers.get(number(relayed.reply().body()));
          if (kept.failure() != null) {
            return promise.completeExceptionally(kept.failure());
          }
          unwrap((Answer<R>) Objects.requireNonNull(kept.answer()), promise);
          return true;
        });
  }

  Peers from(String url) {
    return new Peers() {
      @Override
      public CompletionStage<PeerReply> forward(PeerNode holder, Forward forward, ClientCall call) {
        Command<?> command = commands.get(Integer.parseInt(call.uri()));
        forwarded.add(call.uri());
        Exchange<PeerReply> exchange = new Exchange<>(url, holder.url(), false);
        exchange.ask(
            there ->
                there
                    .engine
                    .submit(command, new Origin.Peer(forward))
                    .whenComplete(
                        (answer, error) ->
                            exchange.answer(
                                there,
                                () ->
                                    reply(exchange, holder, there, new Answered(answer, error)))));
        return exchange.waiting;
      }

      @Override
      public CompletionStage<Void> ping(PeerNode node) {
        Exchange<Void> exchange = new Exchange<>(url, node.url(), true);
        exchange.ask(
            there -> {
              if (there.id.equals(node.id())) {
                there
                    .engine
                    .ping()
                    .thenRun(() -> exchange.answer(there, () -> exchange.waiting.complete(null)));
              } else {
                exchange.answer(there, () -> fail(exchange.waiting, Kind.UNREACHABLE));
              }
            });
        return exchange.waiting;
      }
    };
  }

  /** A request and its answer. */
  private final class Exchange<T> {
    private final String from;
    private final String to;
    private final boolean ping;
    private final CompletableFuture<T> waiting = new CompletableFuture<>();

    Exchange(String from, String to, boolean ping) {
      this.from = from;
      this.to = to;
      this.ping = ping;
    }

    void ask(Consumer<Endpoint> serving) {
      Fate fate = fates.apply(new Message(from, to, false, ping));
      switch (fate) {
        case ARRIVES, LATE -> later(fate, () -> arrive(serving));
        case REFUSED -> later(fate, () -> fail(waiting, Kind.UNREACHABLE));
        case BREAKS -> later(fate, () -> fail(waiting, Kind.LOST));
        case VANISHES -> {}
      }
    }

    private void arrive(Consumer<Endpoint> serving) {
      List<Endpoint> listening = endpoints.getOrDefault(to, List.of());
      if (listening.isEmpty()) {
        fail(waiting, Kind.UNREACHABLE);
        return;
      }
      Endpoint there =
          listening.get(listening.size() == 1 ? 0 : simulation.random().nextInt(listening.size()));
      there.accepted.add(this);
      there.threads.execute(() -> serving.accept(there));
    }

    void answer(Endpoint there, Runnable arrive) {
      if (!there.accepted.remove(this)) {
        return; // it closed in the meantime
      }
      Fate fate = fates.apply(new Message(to, from, true, ping));
      switch (fate) {
        case ARRIVES, LATE -> later(fate, arrive);
        case REFUSED, BREAKS -> later(fate, () -> fail(waiting, Kind.LOST));
        case VANISHES -> {}
      }
    }
  }

  private void later(Fate fate, Runnable arrive) {
    if (fate == Fate.LATE) {
      int most = simulation.random().nextBoolean() ? 2_000 : 20_000;
      simulation.after(Duration.ofMillis(simulation.random().nextInt(most)), arrive);
    } else {
      simulation.threads(jitterUs).execute(arrive);
    }
  }

  private void reply(
      Exchange<PeerReply> exchange, PeerNode asked, Endpoint there, Answered answered) {
    Throwable failure = cause(answered.failure());
    if (exchange.waiting.isDone()) {
      tally.count(Tally.Kind.LATE_ANSWER_IGNORED);
    } else if (failure instanceof MisdirectedException) {
      boolean known = there.id.equals(asked.id());
      tally.count(known ? Tally.Kind.MISDIRECTED : Tally.Kind.STRANGER_REACHED);
      fail(exchange.waiting, known ? Kind.MISDIRECTED : Kind.UNREACHABLE);
    } else if (failure instanceof UnavailableException unavailable
        && unavailable.reason() == Reason.NO_KAFKA) {
      tally.count(Tally.Kind.HOLDER_WITHOUT_KAFKA);
      fail(exchange.waiting, Kind.NO_KAFKA);
    } else {
      answers.add(new Answered(answered.answer(), failure));
      ByteBuffer body = bytes(answers.size() - 1);
      exchange.waiting.complete(
          new PeerReply(200, Optional.empty(), body, offset(answered.answer(), failure)));
    }
  }

  private static OptionalLong offset(@Nullable Answer<?> answer, @Nullable Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return OptionalLong.of(refused.offset());
    }
    return answer == null
        ? OptionalLong.empty()
        : answer.fold(done -> OptionalLong.of(done.offset()), relayed -> relayed.reply().offset());
  }

  private static void fail(CompletableFuture<?> waiting, Kind kind) {
    waiting.completeExceptionally(new PeerException(kind, "The network says " + kind));
  }

  private static @Nullable Throwable cause(@Nullable Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }

  private static ByteBuffer bytes(int number) {
    return ByteBuffer.wrap(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private static int number(ByteBuffer body) {
    return Integer.parseInt(StandardCharsets.UTF_8.decode(body.duplicate()).toString());
  }
}
