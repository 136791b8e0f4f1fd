package dev.stele.server.engine;

import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.engine.Batch.Decided;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is queued, decides it, writes it in one transaction, waits until the view has applied
 * it, and answers. One batch at a time. Confined to the loop.
 */
final class Writer {
  private final Parts parts;
  private final CommandQueue queue;
  private final Unresolved unresolved;
  private final Role role;
  private final Runnable next;
  private @Nullable Batch inFlight;
  // Whether the batch in flight waits for nothing but the view.
  private boolean catchingUp;
  private final AtomicLong commands = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong();

  /** What it works with. */
  record Parts(
      Loop loop,
      Log log,
      View view,
      Preparer preparer,
      Confirmation confirmation,
      EngineSettings settings) {}

  /**
   * @param next told when there may be something to do again
   */
  Writer(Parts parts, CommandQueue queue, Unresolved unresolved, Role role, Runnable next) {
    this.parts = parts;
    this.queue = queue;
    this.unresolved = unresolved;
    this.role = role;
    this.next = next;
  }

  /** Whether a batch is in flight. */
  boolean isBusy() {
    return inFlight != null;
  }

  /** Whether it waits for nothing but the view. */
  boolean isCatchingUp() {
    return catchingUp;
  }

  /** How many commands were answered after a transaction. Thread-safe. */
  long commands() {
    return commands.get();
  }

  /** How many transactions were committed. Thread-safe. */
  long transactions() {
    return transactions.get();
  }

  /** Writes what is queued, under a claim that holds. */
  void run(Claim claim, Snapshot now) {
    Batch batch = new Batch(claim, now.state(), parts.preparer().known(), parts.log());
    batch.take(queue, parts.settings().batchCommands());
    if (!batch.undecided().isEmpty()) {
      rehearse(batch.undecided(), batch.fork());
    }
    if (batch.decided().isEmpty()) {
      parts.loop().execute(next);
      return;
    }
    inFlight = batch;
    if (batch.entries().isEmpty()) {
      parts
          .confirmation()
          .end()
          .whenComplete((end, error) -> landed(batch, () -> confirmed(batch, now, end, error)));
    } else {
      parts
          .log()
          .append(claim, batch.entries())
          .whenComplete((place, error) -> landed(batch, () -> appended(batch, place, error)));
    }
  }

  private void rehearse(List<Pending<?>> undecided, State fork) {
    int rounds = parts.settings().verdictRounds();
    String message = "What this write depends on had to be checked " + rounds + " times over";
    for (Pending<?> pending : undecided) {
      if (pending.nextRound() > rounds) {
        pending.fail(new UnavailableException(Reason.QUEUE_FULL, message));
      }
    }
    parts
        .preparer()
        .rehearse(undecided, fork)
        .whenComplete((done, error) -> parts.loop().execute(() -> rehearsed(undecided, error)));
  }

  private void rehearsed(List<Pending<?>> undecided, @Nullable Throwable error) {
    if (error != null) {
      undecided.forEach(pending -> pending.fail(error));
    }
    queue.putBack(undecided);
    next.run();
  }

  private void appended(Batch batch, Position place, @Nullable Throwable error) {
    if (error == null) {
      catchUp(batch, place, () -> applied(batch, place), late -> lose(batch, late));
      return;
    }
    LogException failure = LogException.of(error);
    if (failure.reason() == LogException.Reason.TOO_LARGE) {
      splitUp(batch);
    } else {
      lose(batch, failure);
    }
  }

  private void applied(Batch batch, Position place) {
    commands.addAndGet(batch.decided().size());
    transactions.incrementAndGet();
    batch.decided().forEach(decided -> decided.complete(place.schemas()));
  }

  // Kafka refused the batch for its size. One command per transaction shows whose fault it is.
  private void splitUp(Batch batch) {
    long offset = parts.view().snapshot().applied().schemas();
    boolean guilty = batch.entries().size() == 1;
    for (Decided<?> decided : batch.decided()) {
      Pending<?> pending = decided.pending();
      if (pending.mayBeWritten()) {
        pending.setNotWritten();
        pending.setAlone();
        if (guilty) {
          pending.refuse(RegistryError.schemaTooLarge(), offset);
        }
      }
    }
    queue.putBack(batch.commands());
  }

  // What other nodes sent is theirs to resolve; they only have to hear of it.
  private void lose(Batch batch, LogException failure) {
    boolean perhapsWritten = failure.reason() == LogException.Reason.ROLE_LOST;
    RuntimeException told =
        perhapsWritten ? MisdirectedException.notHeld() : UnavailableException.noKafka(failure);
    List<Pending<?>> lost = new ArrayList<>();
    for (Decided<?> decided : batch.decided()) {
      Pending<?> pending = decided.pending();
      if (!perhapsWritten) {
        pending.setNotWritten();
      }
      if (pending.isForwarded()) {
        pending.fail(told);
      } else if (pending.mayBeWritten() && !pending.isAnswered()) {
        lost.add(pending);
      }
    }
    queue.failForwarded(told);
    queue.putBack(batch.commands());
    unresolved.add(batch.claim(), lost);
    role.lose(String.valueOf(failure.getMessage()));
  }

  private void leave(LogException failure) {
    queue.failForwarded(MisdirectedException.notHeld());
    role.lose(String.valueOf(failure.getMessage()));
  }

  private void confirmed(Batch batch, Snapshot decidedOn, Position end, @Nullable Throwable error) {
    if (error != null) {
      batch.decided().forEach(decided -> decided.pending().fail(error));
    } else if (decidedOn.applied().reached(end)) {
      batch.decided().forEach(decided -> decided.complete(end.schemas()));
    } else {
      queue.putBack(batch.commands());
      catchUp(batch, end, () -> {}, this::leave);
    }
  }

  // Nothing else is decided until the view has come this far. If it does not, Kafka may be out of
  // its reach, and another node may do better.
  private void catchUp(Batch batch, Position place, Runnable then, Consumer<LogException> late) {
    inFlight = batch;
    catchingUp = true;
    Duration patience = parts.settings().viewPatience();
    String reason =
        "the view has not come to the end of the last batch in " + patience.toMillis() + " ms";
    LogException failure = new LogException(LogException.Reason.ROLE_LOST, reason);
    Loop.Timer timer =
        parts.loop().after(patience, () -> landed(batch, () -> late.accept(failure)));
    parts
        .view()
        .applied(place)
        .thenRun(
            () -> {
              timer.cancel();
              landed(batch, then);
            });
  }

  private void landed(Batch batch, Runnable task) {
    parts
        .loop()
        .execute(
            () -> {
              if (inFlight == batch) {
                inFlight = null;
                catchingUp = false;
                task.run();
                next.run();
              }
            });
  }
}
