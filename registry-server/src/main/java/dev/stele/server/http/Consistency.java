package dev.stele.server.http;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Query;
import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.engine.Engine;
import dev.stele.server.engine.Engine.Answer;
import dev.stele.server.engine.Engine.Done;
import dev.stele.server.engine.RefusedException;
import dev.stele.server.engine.UnavailableException;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The registry as a request sees it: once the log was read, not below the offset the client names,
 * and without a "not found" that another node would contradict. Thread-safe.
 */
public final class Consistency {
  /**
   * In an answer: the offset behind what it says. In a request: what the answer must include at
   * least.
   */
  public static final String OFFSET_HEADER = "X-Stele-Offset";

  private final View view;
  private final Engine engine;
  private final Duration patience;
  private volatile boolean ready;

  /**
   * @param patience how long a request waits for the log to be read, and a read for an offset
   */
  public Consistency(View view, Engine engine, Duration patience) {
    this.view = view;
    this.engine = engine;
    this.patience = patience;
  }

  /** Answers from the state, at once unless the client asked for more or nothing was found. */
  public <T> Future<Done<T>> read(Request request, Function<State, Decision<T>> question) {
    return reached(request)
        .compose(
            now ->
                answer(now, question)
                    .recover(
                        error ->
                            isToBeConfirmed(error)
                                ? confirmed(request).compose(later -> answer(later, question))
                                : Future.failedFuture(error)));
  }

  /** Answers a question about schema texts. */
  public <T> Future<Done<T>> ask(Request request, Query<T> query) {
    return reached(request)
        .compose(now -> request.await(engine.ask(query)))
        .recover(
            error ->
                isToBeConfirmed(error)
                    ? confirmed(request).compose(later -> request.await(engine.ask(query)))
                    : Future.failedFuture(error));
  }

  /** Changes the registry, here or through the node that may. */
  public <T> Future<Answer<T>> submit(Request request, Command<T> command) {
    return reached(request).compose(now -> request.await(engine.submit(command, request.origin())));
  }

  private static <T> Future<Done<T>> answer(Snapshot now, Function<State, Decision<T>> question) {
    long offset = now.applied().schemas();
    return question
        .apply(now.state())
        .fold(
            accepted -> Future.succeededFuture(new Done<>(accepted.reply(), offset)),
            error -> Future.failedFuture(new RefusedException(error, offset)));
  }

  private Future<Snapshot> reached(Request request) {
    return ready ? atOffset(request) : ready(request).compose(now -> atOffset(request));
  }

  // A node that starts is asked before it can answer, and that takes it a second or two.
  private Future<Void> ready(Request request) {
    return request
        .await(view.ready())
        .onSuccess(now -> ready = true)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            error ->
                Future.failedFuture(
                    new UnavailableException(
                        Reason.NOT_READY, "This node has not read the log yet")));
  }

  private Future<Snapshot> atOffset(Request request) {
    Snapshot now = view.snapshot();
    String header = request.header(OFFSET_HEADER);
    if (header == null || now.applied().schemas() >= floor(header)) {
      return Future.succeededFuture(now);
    }
    return confirmed(request).map(end -> notBeyond(end, floor(header)));
  }

  private Future<Snapshot> confirmed(Request request) {
    return request
        .await(engine.confirm())
        .map(place -> view.snapshot())
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .recover(error -> Future.failedFuture(timedOut(error)));
  }

  private Throwable timedOut(Throwable error) {
    return error instanceof TimeoutException
        ? new UnavailableException(
            Reason.OFFSET_NOT_REACHED,
            "This node did not come to the end of the log within "
                + patience.toMillis()
                + " ms; it has read up to offset "
                + view.snapshot().applied().schemas())
        : error;
  }

  private static Snapshot notBeyond(Snapshot end, long floor) {
    long offset = end.applied().schemas();
    if (offset < floor) {
      throw new HttpException(
          412, OFFSET_HEADER + " " + floor + " lies beyond the end of the log, " + offset);
    }
    return end;
  }

  private static long floor(String header) {
    try {
      long floor = Long.parseLong(header.strip());
      if (floor >= 0) {
        return floor;
      }
    } catch (NumberFormatException e) {
      // answered below, like a negative one
    }
    throw new HttpException(400, OFFSET_HEADER + " '" + header + "' is not an offset");
  }

  private static boolean isToBeConfirmed(Throwable error) {
    return error instanceof RefusedException refused && isAbsence(refused.error().kind());
  }

  private static boolean isAbsence(RegistryError.Kind kind) {
    return kind == RegistryError.Kind.SUBJECT_NOT_FOUND
        || kind == RegistryError.Kind.VERSION_NOT_FOUND
        || kind == RegistryError.Kind.SCHEMA_NOT_FOUND;
  }
}
