package dev.stele.server.engine;

import dev.stele.server.domain.Command;
import dev.stele.server.domain.Decision;
import dev.stele.server.domain.Query;
import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Claim;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.Position;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: workers find out what a command's schema texts mean, and {@link Routing} has it
 * written, here or elsewhere. A command that turns out to change nothing is answered as a read
 * would be.
 */
public final class CommandEngine implements Engine {
  private static final Logger logger = LoggerFactory.getLogger(CommandEngine.class);
  private static final Duration DRAIN = Duration.ofSeconds(3);

  private final Claim.Node self;
  private final Loop loop;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final View view;
  private final EngineSettings settings;
  private final Preparer preparer;
  private final Confirmation confirmation;
  private final Routing routing;
  private final Map<CommandId, Pending<?>> open = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /**
   * Starts with no role; the first write claims it.
   *
   * @param around threads, timers and chance; a simulation brings its own
   */
  public CommandEngine(
      Surroundings around, Log log, View view, VerdictCache verdicts, EngineSettings settings) {
    this.self = around.self();
    this.loop = around.loop();
    this.clock = around.clock();
    this.random = around.random();
    this.view = view;
    this.settings = settings;
    this.preparer = new Preparer(around.workers(), verdicts);
    this.confirmation = new Confirmation(loop, log, view, settings.confirmTimeout());
    this.routing = new Routing(around, log, view, preparer, confirmation, settings);
  }

  @Override
  public <R> CompletionStage<Answer<R>> submit(Command<R> command, Origin origin) {
    Snapshot now = view.snapshot();
    Optional<RuntimeException> obstacle = obstacle(now, origin);
    if (obstacle.isPresent()) {
      return CompletableFuture.failedFuture(obstacle.get());
    }
    CommandId id = origin.fold(client -> name(client), peer -> name(peer.forward()));
    // Watched before it can be written, or its record could pass unseen.
    Pending<R> pending = new Pending<>(id, command, origin, view.watch(id), clock.millis());
    if (open.putIfAbsent(id, pending) != null) {
      return CompletableFuture.failedFuture(
          new MisdirectedException("Command " + id + " is being run already"));
    }
    Loop.Timer deadline = loop.after(settings.writeTimeout(), () -> routing.expire(pending));
    pending
        .answer()
        .whenComplete(
            (done, error) -> {
              open.remove(id);
              deadline.cancel();
              view.forget(id);
            });
    preparer
        .prepare(computing -> pending.decide(now.state(), computing))
        .whenComplete(
            (likely, error) -> {
              if (error != null) {
                pending.fail(error);
              } else if (isRead(likely, now, pending)) {
                pending.complete(likely, now.applied().schemas());
              } else {
                loop.execute(() -> routing.enqueue(pending));
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

  @Override
  public CompletionStage<Void> ping() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    loop.execute(() -> answer.complete(null));
    return answer;
  }

  /** What it is doing. */
  public EngineStatus status() {
    return routing.status(open.size());
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
                  open.values().stream()
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
    for (Pending<?> pending : open.values()) {
      pending.fail(
          pending.isForwarded()
              ? MisdirectedException.notHeld()
              : pending.mayBeWritten()
                  ? UnavailableException.unknown("This node is shutting down")
                  : UnavailableException.leaving());
    }
    routing
        .close()
        .whenComplete(
            (place, error) -> {
              // A role that another node has taken need not be released.
              if (error != null
                  && LogException.of(error).reason() != LogException.Reason.ROLE_LOST) {
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

  private Optional<RuntimeException> obstacle(Snapshot now, Origin origin) {
    Optional<String> unfit =
        now.unfit().filter(reason -> !reason.elsewhere()).map(Snapshot.Unfit::reason);
    // Another node may do what this one cannot.
    boolean misdirected =
        origin.fold(
            client -> false,
            peer -> stopping || unfit.isPresent() || !isForThisProcess(peer.forward()));
    if (misdirected) {
      return Optional.of(MisdirectedException.notHeld());
    }
    if (stopping) {
      return Optional.of(UnavailableException.leaving());
    }
    if (unfit.isPresent()) {
      return unfit.map(reason -> new UnavailableException(Reason.NOT_READY, reason));
    }
    return open.size() < settings.queueCapacity()
        ? Optional.empty()
        : Optional.of(
            new UnavailableException(
                Reason.QUEUE_FULL, settings.queueCapacity() + " writes are waiting already"));
  }

  // Two nodes that advertise one address, or a process that came after the one that claimed.
  private boolean isForThisProcess(Forward forward) {
    return forward.node().equals(self.id());
  }

  private static CommandId name(Forward forward) {
    return new CommandId(forward.command(), forward.request());
  }

  private CommandId name(Origin.Client client) {
    return new CommandId(new UUID(random.nextLong(), random.nextLong()), client.request());
  }

  // A read's guarantee is the own node's. Another one may have shown its clients more than this.
  private static boolean isRead(Decision<?> likely, Snapshot now, Pending<?> pending) {
    return !pending.isForwarded()
        && now.unfit().isEmpty()
        && likely.fold(accepted -> accepted.events().isEmpty(), error -> false);
  }
}
