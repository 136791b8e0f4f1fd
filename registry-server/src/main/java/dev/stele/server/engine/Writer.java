package dev.stele.server.engine;

import dev.stele.server.domain.RegistryError;
import dev.stele.server.domain.State;
import dev.stele.server.engine.Batch.Decided;
import dev.stele.server.engine.CommandEngine.Surroundings;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is queued, decides it, writes it in one transaction, waits until the view has applied
 * it, answers, and starts again. Confined to the loop.
 *
 * <p>A command is in one of three places: queued (surely not written), in flight, or unresolved
 * (its transaction may have been committed). An unresolved one is answered from the log, or queued
 * again once a later barrier is in the view, so it is never written twice.
 */
final class Writer implements Role.Listener {
  private final Loop loop;
  private final Log log;
  private final View view;
  private final Preparer preparer;
  private final EngineSettings settings;
  private final Confirmation confirmation;
  private final Role role;
  private final CommandQueue queue = new CommandQueue();
  private final Unresolved unresolved;
  private @Nullable Batch inFlight;
  // Whether the batch in flight waits for nothing but the view.
  private boolean catchingUp;
  private boolean closed;
  private final AtomicLong commands = new AtomicLong();
  private final AtomicLong transactions = new AtomicLong();
  private volatile @Nullable String refusal;

  Writer(
      Surroundings around,
      Log log,
      View view,
      Preparer preparer,
      Confirmation confirmation,
      EngineSettings settings) {
    this.loop = around.loop();
    this.log = log;
    this.view = view;
    this.preparer = preparer;
    this.settings = settings;
    this.confirmation = confirmation;
    this.unresolved = new Unresolved(loop, view, settings.compactionLag(), this::again);
    this.role = new Role(around, log, view, settings.writeTimeout(), this);
  }

  /** Queues a prepared command. */
  void enqueue(Pending<?> pending) {
    if (closed) {
      pending.fail(CommandEngine.leaving());
    } else if (!pending.isAnswered()) { // its time may be up already
      queue.add(pending);
      step();
    }
  }

  /** A command's time is up. */
  void expire(Pending<?> pending) {
    boolean queued = queue.remove(pending);
    unresolved.remove(pending);
    pending.fail(overdue(pending, queued));
    giveUpOnView();
  }

  /**
   * Gives the role up. Commands still here are not looked at any more.
   *
   * @return completes when the barrier that says so is written, or could not be
   */
  CompletionStage<?> close() {
    closed = true;
    Optional<Claim> claim = role.resign();
    return claim.isEmpty() || inFlight != null
        ? CompletableFuture.completedStage(null)
        : log.release(claim.get());
  }

  /** Thread-safe. */
  EngineStatus status(int waiting) {
    return new EngineStatus(
        role.current(),
        role.claims(),
        waiting,
        commands.get(),
        transactions.get(),
        Optional.ofNullable(refusal));
  }

  @Override
  public void changed() {
    if (role.current().isPresent()) {
      refusal = null;
    }
    step();
  }

  @Override
  public void refused(LogException reason) {
    refusal = reason.getMessage();
    queue.failAll(unavailable(reason));
  }

  static UnavailableException unavailable(LogException reason) {
    return new UnavailableException(
        Reason.NO_KAFKA, "Kafka cannot be written now: " + reason.getMessage());
  }

  private void step() {
    Snapshot now = view.snapshot();
    now.unfit()
        .ifPresent(reason -> queue.failAll(new UnavailableException(Reason.NOT_READY, reason)));
    if (closed || inFlight != null || (queue.isEmpty() && unresolved.isEmpty())) {
      return;
    }
    Optional<Claim> claim = role.held(now);
    if (claim.isEmpty()) {
      role.take();
    } else if (!queue.isEmpty()) {
      run(claim.get(), now);
    }
  }

  private void run(Claim claim, Snapshot now) {
    Batch batch = new Batch(claim, now.state(), preparer.known(), log);
    batch.take(queue, settings.batchCommands());
    if (!batch.undecided().isEmpty()) {
      rehearse(batch.undecided(), batch.fork());
    }
    if (batch.decided().isEmpty()) {
      loop.execute(this::step);
      return;
    }
    inFlight = batch;
    if (batch.entries().isEmpty()) {
      confirmation
          .end()
          .whenComplete((end, error) -> landed(batch, () -> confirmed(batch, now, end, error)));
    } else {
      log.append(claim, batch.entries())
          .whenComplete((place, error) -> landed(batch, () -> appended(batch, place, error)));
    }
  }

  private void rehearse(List<Pending<?>> undecided, State fork) {
    int rounds = settings.verdictRounds();
    String message = "What this write depends on had to be checked " + rounds + " times over";
    for (Pending<?> pending : undecided) {
      if (pending.nextRound() > rounds) {
        pending.fail(new UnavailableException(Reason.QUEUE_FULL, message));
      }
    }
    preparer
        .rehearse(undecided, fork)
        .whenComplete((done, error) -> loop.execute(() -> rehearsed(undecided, error)));
  }

  private void rehearsed(List<Pending<?>> commands, @Nullable Throwable error) {
    if (error != null) {
      commands.forEach(pending -> pending.fail(error));
    }
    again(commands);
  }

  private void appended(Batch batch, Position place, @Nullable Throwable error) {
    if (error == null) {
      catchUp(batch, place, () -> applied(batch, place));
      return;
    }
    LogException failure = Role.reasonOf(error);
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
    long offset = view.snapshot().applied().schemas();
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

  private void lose(Batch batch, LogException failure) {
    List<Pending<?>> lost = new ArrayList<>();
    for (Decided<?> decided : batch.decided()) {
      Pending<?> pending = decided.pending();
      if (failure.reason() != LogException.Reason.ROLE_LOST) {
        pending.setNotWritten();
      } else if (pending.mayBeWritten() && !pending.isAnswered()) {
        lost.add(pending);
      }
    }
    queue.putBack(batch.commands());
    unresolved.add(batch.claim(), lost);
    role.lose(String.valueOf(failure.getMessage()));
  }

  private void confirmed(Batch batch, Snapshot decidedOn, Position end, @Nullable Throwable error) {
    if (error != null) {
      batch.decided().forEach(decided -> decided.pending().fail(error));
    } else if (decidedOn.applied().reached(end)) {
      batch.decided().forEach(decided -> decided.complete(end.schemas()));
    } else {
      queue.putBack(batch.commands());
      catchUp(batch, end, () -> {});
    }
  }

  private void again(List<Pending<?>> commands) {
    queue.putBack(commands);
    step();
  }

  // Nothing else is decided until the view has come this far.
  private void catchUp(Batch batch, Position place, Runnable then) {
    inFlight = batch;
    catchingUp = true;
    view.applied(place).thenRun(() -> landed(batch, then));
  }

  private void landed(Batch batch, Runnable task) {
    loop.execute(
        () -> {
          if (inFlight == batch) {
            inFlight = null;
            catchingUp = false;
            task.run();
            step();
          }
        });
  }

  // The view did not come to the end of the batch while anybody waited for it. A new claim finds
  // out where the log ends now.
  private void giveUpOnView() {
    if (catchingUp && inFlight != null && inFlight.isAnswered()) {
      inFlight = null;
      catchingUp = false;
      role.lose("the view has not come to the end of the last batch");
      step();
    }
  }

  private UnavailableException overdue(Pending<?> pending, boolean queued) {
    String within = " within " + settings.writeTimeout().toMillis() + " ms";
    if (pending.mayBeWritten()) {
      return Unresolved.unknown("Not settled" + within);
    }
    if (queued && role.current().isEmpty()) {
      return new UnavailableException(Reason.NO_KAFKA, "No claim on the log could be had" + within);
    }
    return catchingUp
        ? new UnavailableException(
            Reason.OFFSET_NOT_REACHED, "This node's view did not come to the log's end" + within)
        : new UnavailableException(Reason.QUEUE_FULL, "Its turn did not come" + within);
  }
}
