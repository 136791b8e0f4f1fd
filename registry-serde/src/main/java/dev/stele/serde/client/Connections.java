package dev.stele.serde.client;

import dev.stele.serde.internal.Flights;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends single requests, each bounded in time and in the size of its answer. */
final class Connections {
  /** So that no answer, whoever it is from, takes the memory that others need. */
  private static final int MAX_ANSWER_BYTES =
      (int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 8);

  private static final Duration LEAST = Duration.ofMillis(1);

  // Each has a connection of its own, and a registry that is slow should not get more of them.
  private static final int MAX_AT_ONCE = 64;

  /** Those that nothing but the time to connect tells apart: each keeps a thread of its own. */
  private static final Map<Duration, WeakReference<HttpClient>> SHARED = new HashMap<>();

  private final Turns turns = new Turns(MAX_AT_ONCE);
  private final Executor executor;
  private final HttpClient http;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  Connections(ClientSettings settings) {
    this(settings, Threads.EXECUTOR);
  }

  /**
   * As {@link #Connections(ClientSettings)}.
   *
   * @param executor what goes on with answers
   */
  Connections(ClientSettings settings, Executor executor) {
    this.executor = executor;
    boolean plain = settings.proxy().isEmpty() && settings.tls().isEmpty();
    this.http = plain ? shared(settings) : client(settings);
    this.connectTimeout = settings.connectTimeout();
    this.readTimeout = settings.readTimeout();
  }

  private static HttpClient shared(ClientSettings settings) {
    synchronized (SHARED) {
      SHARED.values().removeIf(one -> one.get() == null);
      WeakReference<HttpClient> known = SHARED.get(settings.connectTimeout());
      HttpClient shared = known == null ? null : known.get();
      if (shared == null) {
        shared = client(settings);
        SHARED.put(settings.connectTimeout(), new WeakReference<>(shared));
      }
      return shared;
    }
  }

  private static HttpClient client(ClientSettings settings) {
    // HTTP/1.1: the upgrade that HTTP/2 begins with confuses some proxies.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .executor(Threads.EXECUTOR)
            .connectTimeout(settings.connectTimeout());
    settings.proxy().ifPresent(builder::proxy);
    settings.tls().ifPresent(tls -> builder.sslContext(tls.context()).sslParameters(tls.limits()));
    return builder.build();
  }

  /**
   * One request and its answer. Fails with a {@link RegistryException} if there is no whole answer,
   * or a {@link TimeoutException} if its turn does not come.
   *
   * @param what is asked, without credentials, for failures
   * @param limit how long it may take altogether; the timeouts of the settings hold too
   */
  CompletableFuture<HttpResponse<byte[]>> send(
      HttpRequest.Builder builder, String what, Duration limit) {
    Deadline deadline = Deadline.in(limit);
    CompletableFuture<Boolean> turn = turns.take(limit);
    if (turn.isDone() && !turn.isCompletedExceptionally()) {
      return inTurn(builder, what, limit);
    }
    return turn.thenCompose(mine -> later(builder, what, deadline));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it is not: thenCompose hands it on
  private CompletableFuture<HttpResponse<byte[]>> later(
      HttpRequest.Builder builder, String what, Deadline deadline) {
    try {
      return CompletableFuture.supplyAsync(
              () -> inTurn(builder, what, deadline.remaining()), executor)
          .thenCompose(Function.identity());
    } catch (RuntimeException | Error e) {
      // No thread was to be had.
      turns.giveBack();
      throw e;
    }
  }

  /** A turn that was taken is given back, whatever goes wrong. */
  private CompletableFuture<HttpResponse<byte[]>> inTurn(
      HttpRequest.Builder builder, String what, Duration limit) {
    try {
      return exchange(builder, what, limit);
    } catch (RuntimeException | Error e) {
      turns.giveBack();
      throw e;
    }
  }

  private CompletableFuture<HttpResponse<byte[]>> exchange(
      HttpRequest.Builder builder, String what, Duration limit) {
    Duration longest = shorter(limit, readTimeout);
    // The JDK takes no timeout of nothing, which is what a request has that is late already.
    Duration timeout = longest.toMillis() < 1 ? LEAST : longest;
    HttpRequest request = builder.timeout(timeout).build();
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, info -> new BoundedBody(MAX_ANSWER_BYTES));
    // The client's own timeout ends when the headers are there; a body may stall for ever.
    return response
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        // Not by a thread of ours: there may be none.
        .whenComplete((answer, failure) -> turns.giveBack())
        .handleAsync(
            (answer, failure) -> {
              if (failure != null) {
                response.cancel(true);
                throw unanswered(what, timeout, failure);
              }
              return answer;
            },
            executor);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private RuntimeException unanswered(String what, Duration timeout, Throwable failure) {
    Throwable cause = Flights.unwrapped(failure);
    if (cause instanceof HttpConnectTimeoutException) {
      return timedOut(what, "no connection", shorter(timeout, connectTimeout), cause);
    }
    if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
      return timedOut(what, "no whole answer", timeout, cause);
    }
    if (tooLarge(cause) != null) {
      return RegistryException.unreadable(what, what + ": " + tooLarge(cause));
    }
    if (cause instanceof IOException || cause instanceof CancellationException) {
      return RegistryException.unanswered(what, reason(cause), cause);
    }
    return new IllegalStateException(what + ": " + cause, cause);
  }

  private static RegistryException timedOut(
      String what, String missing, Duration limit, Throwable cause) {
    String why = "timed out, " + missing + " within " + limit.toMillis() + " ms";
    return RegistryException.unanswered(what, why, cause);
  }

  /** The JDK's client says of hosts that it cannot reach no more than the name of a class. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "the host's name is not known";
      }
    }
    String message = failure.getMessage();
    if (message != null) {
      return message;
    }
    return failure instanceof ConnectException
        ? "cannot connect: refused, or no way there"
        : failure.getClass().getSimpleName();
  }

  private static @Nullable String tooLarge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedBody.TooLargeException) {
        return cause.getMessage();
      }
    }
    return null;
  }
}
