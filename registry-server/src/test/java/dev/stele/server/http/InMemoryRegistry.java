package dev.stele.server.http;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.DirectVerdicts;
import dev.stele.server.domain.Event;
import dev.stele.server.domain.Query;
import dev.stele.server.domain.Stamp;
import dev.stele.server.domain.State;
import dev.stele.server.domain.Verdicts;
import dev.stele.server.engine.Engine;
import dev.stele.server.engine.Origin;
import dev.stele.server.engine.RefusedException;
import dev.stele.server.engine.UnavailableException;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Position;
import dev.stele.server.view.Outcome;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import dev.stele.server.view.ViewStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * View and engine of a registry whose log is a list. What others write can be held back from the
 * view until it is asked to come to the log's end.
 */
public final class InMemoryRegistry implements View, Engine {
  private final Verdicts verdicts = new DirectVerdicts();
  private final List<Event> log = new ArrayList<>();
  private final Deque<Event> notReadYet = new ArrayDeque<>();
  private State state = State.empty(Defaults.STANDARD);
  private Supplier<Optional<RuntimeException>> obstacle = Optional::empty;
  private CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
  private boolean silent;
  private int confirmations;

  /** Every command from now on fails with what this gives. */
  public synchronized void failWith(Supplier<RuntimeException> error) {
    obstacle = () -> Optional.of(error.get());
  }

  /** As it was before {@link #failWith}. */
  public synchronized void succeed() {
    obstacle = Optional::empty;
  }

  public synchronized void ready(boolean now) {
    if (now) {
      ready.complete(null);
    } else {
      ready = new CompletableFuture<>();
    }
  }

  /** Whether the broker does not answer. */
  public synchronized void silent(boolean now) {
    silent = now;
  }

  /** Another node writes something this one has not read yet. */
  public synchronized void writtenElsewhere(Event event) {
    notReadYet.add(event);
  }

  /** Something is in the log. */
  public synchronized void apply(Event event) {
    state = state.apply(event, new Stamp(log.size(), 1_700_000_000_000L));
    log.add(event);
  }

  public synchronized int confirmations() {
    return confirmations;
  }

  @Override
  public synchronized <R> CompletionStage<Answer<R>> submit(Command<R> command, Origin origin) {
    Optional<RuntimeException> error = obstacle.get();
    if (error.isPresent()) {
      return CompletableFuture.failedFuture(error.get());
    }
    CompletableFuture<Answer<R>> answer = new CompletableFuture<>();
    outcome(command.decide(state, verdicts))
        .whenComplete(
            (done, refusal) -> {
              if (refusal == null) {
                answer.complete(done);
              } else {
                answer.completeExceptionally(refusal);
              }
            });
    return answer;
  }

  @Override
  public synchronized <R> CompletionStage<Done<R>> ask(Query<R> query) {
    return outcome(query.answer(state, verdicts));
  }

  private <R> CompletionStage<Done<R>> outcome(Decision<R> decision) {
    return decision.fold(
        accepted -> {
          accepted.events().forEach(this::apply);
          return CompletableFuture.completedFuture(new Done<>(accepted.reply(), log.size()));
        },
        refusal -> CompletableFuture.failedFuture(new RefusedException(refusal, log.size())));
  }

  @Override
  public CompletionStage<Void> ping() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Position> confirm() {
    confirmations++;
    if (silent) {
      return new CompletableFuture<>();
    }
    Optional<RuntimeException> error = obstacle.get();
    if (error.isPresent()) {
      return CompletableFuture.failedFuture(error.get());
    }
    while (!notReadYet.isEmpty()) {
      apply(notReadYet.remove());
    }
    return CompletableFuture.completedFuture(new Position(log.size(), 0));
  }

  @Override
  public synchronized CompletionStage<Void> ready() {
    return ready;
  }

  @Override
  public synchronized Snapshot snapshot() {
    return new Snapshot(
        state, new Position(log.size(), 0), Optional.empty(), List.of(), Optional.empty());
  }

  @Override
  public synchronized ViewStatus status() {
    return new ViewStatus(ready.isDone(), notReadYet.size(), 0, Optional.empty());
  }

  @Override
  public CompletionStage<Snapshot> applied(Position place) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Snapshot> claimedAfter(long offset) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Outcome> watch(CommandId command) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forget(CommandId command) {
    throw new UnsupportedOperationException();
  }

  /** For {@link #failWith}. */
  public static RuntimeException unavailable(UnavailableException.Reason reason) {
    return new UnavailableException(reason, "as the test wants it");
  }
}
