package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Query;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: workers find out what a command's schema texts mean, the {@link Writer} decides it
 * and writes. A command that turns out to change nothing is answered as a read would be.
 */
public final class CommandEngine implements Engine {
  private static final Logger logger = LoggerFactory.getLogger(CommandEngine.class);
  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final String LEAVING = "This node is shutting down";

  private final Loop loop;
  private final RandomGenerator random;
  private final View view;
  private final EngineSettings settings;
  private final Preparer preparer;
  private final Confirmation confirmation;
  private final Writer writer;
  private final Set<Pending<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * Starts with no role; the first write claims it.
   *
   * @param around threads, timers and chance; a simulation brings its own
   */
  public CommandEngine(
      Surroundings around, Log log, View view, VerdictCache verdicts, EngineSettings settings) {
    this.loop = around.loop();
    this.random = around.random();
    this.view = view;
    this.settings = settings;
    this.preparer = new Preparer(around.workers(), verdicts);
    this.confirmation = new Confirmation(loop, log, view, settings.confirmTimeout());
    this.writer = new Writer(around, log, view, preparer, confirmation, settings);
  }

  /**
   * What the engine runs on.
   *
   * @param loop the command thread
   * @param workers threads for parsing and comparing; may reject when overloaded
   * @param random thread-safe, and never the same on two nodes: it names commands
   */
  public record Surroundings(Loop loop, Executor workers, RandomGenerator random) {}

  @Override
  public <R> CompletionStage<Done<R>> submit(Command<R> command) {
    Snapshot now = view.snapshot();
    Optional<UnavailableException> obstacle = obstacle(now);
    if (obstacle.isPresent()) {
      return CompletableFuture.failedFuture(obstacle.get());
    }
    CommandId id = new CommandId(new UUID(random.nextLong(), random.nextLong()), "");
    // Watched before it can be written, or its record could pass unseen.
    Pending<R> pending = new Pending<>(id, command, view.watch(id));
    Loop.Timer deadline = loop.after(settings.writeTimeout(), () -> writer.expire(pending));
    open.add(pending);
    pending
        .answer()
        .whenComplete(
            (done, error) -> {
              open.remove(pending);
              deadline.cancel();
              view.forget(id);
            });
    preparer
        .prepare(computing -> pending.decide(now.state(), computing))
        .whenComplete(
            (likely, error) -> {
              if (error != null) {
                pending.fail(error);
              } else if (isUnchanged(likely)) {
                pending.complete(likely, now.applied().schemas());
              } else if (settings.eligible()) {
                loop.execute(() -> writer.enqueue(pending));
              } else {
                pending.fail(
                    new UnavailableException(
                        Reason.NOT_READY, "This node must not write: leader.eligibility=false"));
              }
            });
    return pending.answer();
  }

  @Override
  public <R> CompletionStage<Done<R>> ask(Query<R> query) {
    Snapshot now = view.snapshot();
    long offset = now.applied().schemas();
    CompletableFuture<Done<R>> answer = new CompletableFuture<>();
    preparer
        .prepare(computing -> query.answer(now.state(), computing))
        .whenComplete(
            (decision, error) -> {
              if (error != null) {
                answer.completeExceptionally(error);
              } else {
                decision.fold(
                    accepted -> answer.complete(new Done<>(accepted.reply(), offset)),
                    refusal -> answer.completeExceptionally(new RefusedException(refusal, offset)));
              }
            });
    return answer;
  }

  @Override
  public CompletionStage<Position> confirm() {
    CompletableFuture<Position> confirmed = new CompletableFuture<>();
    loop.execute(
        () -> confirmation.end().whenComplete((end, error) -> confirm(end, error, confirmed)));
    return confirmed;
  }

  /** What it is doing. */
  public EngineStatus status() {
    return writer.status(open.size());
  }

  /**
   * Takes no more commands, finishes those it has within 3 s, and releases the role.
   *
   * @return completes when the releasing barrier is written, or could not be
   */
  public CompletionStage<Void> stop() {
    stopping = true;
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    loop.execute(
        () -> {
          CompletableFuture<?> drained =
              CompletableFuture.allOf(
                  open.stream()
                      .map(pending -> pending.answer().toCompletableFuture())
                      .toArray(CompletableFuture<?>[]::new));
          Loop.Timer patience = loop.after(DRAIN, () -> drained.complete(null));
          CompletionStage<?> over = drained;
          over.whenComplete((done, error) -> loop.execute(() -> leave(patience, stopped)));
        });
    return stopped;
  }

  // Runs at most once: when the last answer is given, or when time is up.
  private void leave(Loop.Timer patience, CompletableFuture<Void> stopped) {
    patience.cancel();
    for (Pending<?> pending : open) {
      pending.fail(pending.mayBeWritten() ? Unresolved.unknown(LEAVING) : leaving());
    }
    writer
        .close()
        .whenComplete(
            (place, error) -> {
              // A role that another node has taken need not be released.
              if (error != null && Role.reasonOf(error).reason() != LogException.Reason.ROLE_LOST) {
                logger.warn("Could not release the writer role: reason={}", error.getMessage());
              }
              stopped.complete(null);
            });
  }

  private void confirm(
      Position end, @Nullable Throwable error, CompletableFuture<Position> confirmed) {
    if (error != null) {
      confirmed.completeExceptionally(error);
      return;
    }
    confirmation
        .reach(end)
        .whenComplete(
            (place, late) -> {
              if (late != null) {
                confirmed.completeExceptionally(late);
              } else {
                confirmed.complete(place);
              }
            });
  }

  private Optional<UnavailableException> obstacle(Snapshot now) {
    if (stopping) {
      return Optional.of(leaving());
    }
    if (now.unfit().isPresent()) {
      return now.unfit().map(reason -> new UnavailableException(Reason.NOT_READY, reason));
    }
    return open.size() < settings.queueCapacity()
        ? Optional.empty()
        : Optional.of(
            new UnavailableException(
                Reason.QUEUE_FULL, settings.queueCapacity() + " writes are waiting already"));
  }

  private static boolean isUnchanged(Decision<?> likely) {
    return likely.fold(accepted -> accepted.events().isEmpty(), error -> false);
  }

  static UnavailableException leaving() {
    return new UnavailableException(Reason.NOT_READY, LEAVING);
  }
}
