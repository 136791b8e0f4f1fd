package dev.stele.serde.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stele.serde.internal.Flights;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries a call to an address that answers it. A round asks each address once; what may pass leads
 * to the next address at once, and to another round after a wait, until the time of the call is up.
 */
final class Requests {
  private static final long GRACE_MS = 2000;
  private static final Duration QUICK = Duration.ofSeconds(2);

  private final ClientSettings settings;
  private final Addresses addresses;
  private final Transport transport;
  private final Tokens tokens;
  private final ClientListener listener;

  Requests(ClientSettings settings, Transport transport, Tokens tokens, ClientListener listener) {
    this.settings = settings;
    this.addresses = settings.newAddresses();
    this.transport = transport;
    this.tokens = tokens;
    this.listener = listener;
  }

  /**
   * What an answer says; fails with a {@link RegistryException}. Always ends within the call's
   * time.
   *
   * @param reading makes it of an answer, or throws a {@link RegistryException} if it has not what
   *     was asked for
   */
  <T> CompletableFuture<T> send(Call call, Function<JsonNode, T> reading) {
    Attempts<T> attempts = new Attempts<>(call, reading);
    attempts.step(attempts::beginRound);
    // Should a step be lost, for want of memory for its thread, say, nobody waits for ever.
    return attempts.result.orTimeout(
        attempts.deadline.remaining().toMillis() + GRACE_MS, TimeUnit.MILLISECONDS);
  }

  /** Its steps follow each other, on whichever threads. */
  private final class Attempts<T> {
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Call call;
    private final Function<JsonNode, T> reading;
    private final Deadline deadline;
    private List<Address> order = List.of();
    private int turn;
    private int round;
    private boolean tokenRenewed;
    private Duration demandedWait = Duration.ZERO;
    private @Nullable RegistryException last;

    private Attempts(Call call, Function<JsonNode, T> reading) {
      Duration limit = settings.timeout();
      this.call = call;
      this.reading = reading;
      this.deadline = Deadline.in(call.quick() && QUICK.compareTo(limit) < 0 ? QUICK : limit);
    }

    /** Whatever goes wrong in a step ends the call, so that nobody waits for ever. */
    private void step(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    private void beginRound() {
      order = addresses.inOrder();
      turn = 0;
      demandedWait = Duration.ZERO;
      authorize();
    }

    private void authorize() {
      Duration remaining = deadline.remaining();
      if (remaining.toMillis() == 0) {
        end(outOfTime());
        return;
      }
      Address address = order.get(turn);
      if (address.authorization().isPresent()) {
        ask(address, address.authorization());
        return;
      }
      CompletableFuture<?> unused =
          tokens
              .authorization()
              .orTimeout(remaining.toMillis(), TimeUnit.MILLISECONDS)
              .whenCompleteAsync(
                  (authorization, failure) ->
                      step(
                          () -> {
                            if (failure == null) {
                              ask(address, authorization);
                            } else {
                              // Asking another address would need the same token.
                              judgeRound(registryException(failure));
                            }
                          }),
                  Threads.EXECUTOR);
    }

    private void ask(Address address, Optional<String> authorization) {
      Duration limit = deadline.remaining();
      if (call.quick()) {
        limit = limit.dividedBy(order.size() - turn);
      }
      CompletableFuture<?> unused =
          transport
              .ask(address, call, authorization, limit)
              .whenComplete(
                  (reply, failure) ->
                      step(
                          () -> {
                            if (failure == null) {
                              judge(address, authorization, reply);
                            } else {
                              goOn(address, registryException(failure));
                            }
                          }));
    }

    private void judge(Address address, Optional<String> authorization, Reply reply) {
      Optional<RegistryException> failure = reply.failure();
      if (failure.isEmpty()) {
        addresses.answered(address);
        result.complete(reply.read(reading));
        return;
      }
      boolean renewable = address.authorization().isEmpty() && authorization.isPresent();
      if (reply.status() == 401 && renewable && !tokenRenewed) {
        tokenRenewed = true;
        tokens.refused(authorization.get());
        authorize();
        return;
      }
      Duration demanded = reply.retryAfter().orElse(Duration.ZERO);
      demandedWait = demanded.compareTo(demandedWait) > 0 ? demanded : demandedWait;
      goOn(address, failure.get());
    }

    private void goOn(Address address, RegistryException failure) {
      if (!failure.isRetriable()) {
        end(failure);
        return;
      }
      addresses.failed(address);
      turn++;
      if (turn == order.size()) {
        judgeRound(failure);
        return;
      }
      last = failure;
      listener.failedOver(call.operation(), address.url(), order.get(turn).url());
      authorize();
    }

    private void judgeRound(RegistryException failure) {
      Retries retries = settings.retries();
      if (!failure.isRetriable() || call.quick() || round == retries.max()) {
        end(failure);
        return;
      }
      Duration chosen = retries.waitBefore(round + 1);
      Duration wait = chosen.compareTo(demandedWait) > 0 ? chosen : demandedWait;
      if (wait.compareTo(deadline.remaining()) >= 0) {
        end(failure);
        return;
      }
      round++;
      last = failure;
      listener.retrying(call.operation(), round, wait);
      CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, Threads.EXECUTOR)
          .execute(() -> step(this::beginRound));
    }

    private RegistryException outOfTime() {
      return last != null ? last : timedOut(new TimeoutException());
    }

    private RegistryException registryException(Throwable failure) {
      Throwable cause = Flights.unwrapped(failure);
      if (cause instanceof RegistryException known) {
        return known;
      }
      if (cause instanceof TimeoutException) {
        return timedOut(cause);
      }
      throw new IllegalStateException(call.method() + " " + call.path() + ": " + cause, cause);
    }

    private RegistryException timedOut(Throwable cause) {
      return RegistryException.unanswered(
          call.method() + " " + order.get(0).url() + call.path(),
          "timed out, " + ClientConfig.CLIENT_TIMEOUT_MS + " is over",
          cause);
    }

    private void end(RegistryException failure) {
      // That our own time was up says less than what went wrong before.
      boolean cutShort = failure.status() == 0 && deadline.remaining().toMillis() == 0;
      result.completeExceptionally(cutShort && last != null ? last : failure);
    }
  }
}
