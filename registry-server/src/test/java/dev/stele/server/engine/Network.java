package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.engine.Engine.Answer;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.PeerException.Kind;
import dev.stele.server.engine.UnavailableException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What carries requests between the nodes of a simulation: as HTTP does, an answer's status and
 * bytes, though here the bytes only say where the answer itself is kept.
 */
final class Network {
  private final Simulation simulation;
  private final long jitterUs;
  private final Map<String, Engine> nodes = new HashMap<>(); // by URL
  private final List<Command<?>> commands = new ArrayList<>();
  private final List<Answered> answers = new ArrayList<>();

  /** What happens to a message; asked for a request and again for its answer. */
  Function<Message, Fate> fates = message -> Fate.ARRIVES;

  Network(Simulation simulation, long jitterUs) {
    this.simulation = simulation;
    this.jitterUs = jitterUs;
  }

  /** A message from one URL to another. */
  record Message(String from, String to, boolean answer) {}

  enum Fate {
    ARRIVES,
    /** The sender is told at once that the connection broke. */
    BREAKS,
    /** Nobody is ever told. */
    VANISHES
  }

  private record Answered(@Nullable Answer<?> answer, @Nullable Throwable failure) {}

  /** Makes a node reachable, in the place of whatever was there. */
  void listen(String url, Engine engine) {
    nodes.put(url, engine);
  }

  /** Nothing listens there any more. */
  void close(String url) {
    nodes.remove(url);
  }

  /** A command as a client's request. */
  Origin client(Command<?> command, String request) {
    commands.add(command);
    String uri = Integer.toString(commands.size() - 1);
    ByteBuffer body = ByteBuffer.allocate(0);
    return new Origin.Client(request, new ClientCall("POST", uri, List.of(), body));
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
        CompletableFuture<PeerReply> reply = new CompletableFuture<>();
        send(
            new Message(url, holder.url(), false),
            reply,
            () -> {
              Engine there = nodes.get(holder.url());
              if (there == null) {
                fail(reply, Kind.UNREACHABLE);
                return;
              }
              there
                  .submit(command, new Origin.Peer(forward))
                  .whenComplete(
                      (answer, error) -> {
                        Message back = new Message(holder.url(), url, true);
                        send(back, reply, () -> answer(reply, new Answered(answer, error)));
                      });
            });
        return reply;
      }

      @Override
      public CompletionStage<Void> ping(PeerNode node) {
        CompletableFuture<Void> pulse = new CompletableFuture<>();
        send(
            new Message(url, node.url(), false),
            pulse,
            () -> {
              Engine there = nodes.get(node.url());
              if (there == null) {
                fail(pulse, Kind.UNREACHABLE);
                return;
              }
              there
                  .ping()
                  .thenRun(
                      () ->
                          send(
                              new Message(node.url(), url, true),
                              pulse,
                              () -> pulse.complete(null)));
            });
        return pulse;
      }
    };
  }

  private void send(Message message, CompletableFuture<?> waiting, Runnable arrive) {
    Runnable next =
        switch (fates.apply(message)) {
          case ARRIVES -> arrive;
          case BREAKS -> () -> fail(waiting, Kind.LOST);
          case VANISHES -> () -> {};
        };
    simulation.threads(jitterUs).execute(next);
  }

  private void answer(CompletableFuture<PeerReply> reply, Answered answered) {
    Throwable failure = cause(answered.failure());
    if (failure instanceof MisdirectedException) {
      fail(reply, Kind.MISDIRECTED);
    } else if (failure instanceof UnavailableException unavailable
        && unavailable.reason() == Reason.NO_KAFKA) {
      fail(reply, Kind.NO_KAFKA);
    } else {
      answers.add(new Answered(answered.answer(), failure));
      ByteBuffer body = bytes(answers.size() - 1);
      reply.complete(
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
