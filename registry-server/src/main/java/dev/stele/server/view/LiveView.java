package dev.stele.server.view;

import dev.stele.server.domain.Defaults;
import dev.stele.server.domain.State;
import dev.stele.server.log.CommandId;
import dev.stele.server.log.Position;
import dev.stele.server.log.TopicNames;
import dev.stele.server.view.Snapshot.Unfit;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The view of one node: holds the latest snapshot and those who wait for a later one. A feed fills
 * it. Whoever completes, cancels or times out a future it returned is no longer waiting.
 */
public final class LiveView implements View {
  private static final Logger logger = LoggerFactory.getLogger(LiveView.class);

  private final Defaults defaults;
  private final String transactionalId;
  private final Health health;
  private final Map<CommandId, CompletableFuture<Outcome>> watched = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Set<Waiter> waiters = new LinkedHashSet<>(); // guarded by this

  // Written under the lock; what readers see is always one whole value.
  private volatile Publication published;
  private volatile Snapshot current;
  private volatile Optional<String> stale = Optional.of("The log has not been read to its end yet");
  private volatile Optional<String> lost = Optional.empty();

  /**
   * An empty view that is not ready.
   *
   * @param transactionalId the one this node writes with
   * @param clock wall time: it goes on while the machine is suspended, as Kafka's does
   */
  public LiveView(Defaults defaults, String transactionalId, InstantSource clock) {
    this.defaults = defaults;
    this.transactionalId = transactionalId;
    this.health = new Health(clock);
    Snapshot nothing =
        new Snapshot(
            State.empty(defaults), Position.START, Optional.empty(), List.of(), Optional.empty());
    this.published = new Publication(nothing, Map.of(), 0, List.of());
    this.current = withUnfit(nothing);
  }

  /** One who waits for a snapshot. */
  private record Waiter(Predicate<Snapshot> condition, CompletableFuture<Snapshot> future) {}

  @Override
  public Snapshot snapshot() {
    return current;
  }

  @Override
  public CompletionStage<Snapshot> applied(Position place) {
    return until(snapshot -> snapshot.applied().reached(place));
  }

  @Override
  public CompletionStage<Snapshot> claimedAfter(long offset) {
    return until(snapshot -> snapshot.claim().filter(claim -> claim.offset() > offset).isPresent());
  }

  @Override
  public CompletionStage<Outcome> watch(CommandId command) {
    return watched.computeIfAbsent(command, id -> new CompletableFuture<>());
  }

  @Override
  public void forget(CommandId command) {
    watched.remove(command);
  }

  @Override
  public ViewStatus status() {
    Publication last = published;
    List<String> problems = new ArrayList<>();
    current.unfit().map(Unfit::reason).ifPresent(problems::add);
    problems.addAll(health.problems());
    if (last.quarantined() > 0) {
      Snapshot.Quarantined first = last.snapshot().quarantined().get(0);
      problems.add(
          "%d records could not be understood, the first at offset %d of %s"
              .formatted(last.quarantined(), first.offset(), first.topic()));
    }
    if (!last.clashes().isEmpty()) {
      problems.add(last.clashes().size() + " ids clash: " + last.clashes().get(0));
    }
    return new ViewStatus(
        isReady(),
        health.lag(),
        health.sinceAnswerMs(),
        problems.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", problems)));
  }

  /** For the feed. */
  Health health() {
    return health;
  }

  /** Whether a reading of the log has come to its end once. */
  boolean isReady() {
    return ready.isDone();
  }

  @Override
  public CompletionStage<Void> ready() {
    return ready.minimalCompletionStage();
  }

  /** For a new reading of the log, from its start. */
  Materializer materializer(TopicNames topics) {
    return new Materializer(State.empty(defaults), topics, transactionalId, watched::containsKey);
  }

  /**
   * Shows a moment of the log. One feed at a time; a reading that takes over from another one calls
   * this first when it has passed what is shown.
   */
  void publish(Publication next) {
    List<Waiter> due;
    Snapshot now;
    synchronized (this) {
      report(published, next);
      stale = Optional.empty();
      published = next;
      now = withUnfit(next.snapshot());
      current = now;
      due = takeDue(now);
      // Under the lock: who learns of a later claim, woken now or asking now, takes a command whose
      // outcome is not there for one that was never written.
      next.outcomes().forEach(this::complete);
    }
    ready.complete(null);
    due.forEach(waiter -> waiter.future().complete(now));
  }

  /** Nothing may be decided on what is shown until something is published. */
  synchronized void stale(String reason) {
    stale = Optional.of(reason);
    current = withUnfit(published.snapshot());
  }

  /**
   * The log lost records that were applied. Nothing may be decided as long as this process lives:
   * ids that are in use out there would be given out again. A person has to look, and to restart.
   */
  synchronized void lost(String reason) {
    logger.error("Data loss: {}", reason);
    lost = Optional.of(lost.orElse(reason + ". Writes stay refused until this node is restarted"));
    current = withUnfit(published.snapshot());
  }

  private Snapshot withUnfit(Snapshot snapshot) {
    return new Snapshot(
        snapshot.state(),
        snapshot.applied(),
        snapshot.claim(),
        snapshot.quarantined(),
        lost.or(() -> stale).map(reason -> new Unfit(reason, false)).or(snapshot::unfit));
  }

  private CompletionStage<Snapshot> until(Predicate<Snapshot> condition) {
    CompletableFuture<Snapshot> future = new CompletableFuture<>();
    Waiter waiter = new Waiter(condition, future);
    Snapshot now;
    synchronized (this) {
      now = current;
      if (!condition.test(now)) {
        waiters.add(waiter);
        var unused = future.whenComplete((snapshot, error) -> remove(waiter));
        return future;
      }
    }
    future.complete(now);
    return future;
  }

  private synchronized void remove(Waiter waiter) {
    waiters.remove(waiter);
  }

  private List<Waiter> takeDue(Snapshot now) {
    List<Waiter> due = new ArrayList<>();
    for (Iterator<Waiter> all = waiters.iterator(); all.hasNext(); ) {
      Waiter waiter = all.next();
      if (waiter.condition().test(now)) {
        due.add(waiter);
        all.remove();
      }
    }
    return due;
  }

  private void complete(CommandId command, Outcome outcome) {
    CompletableFuture<Outcome> future = watched.remove(command);
    if (future != null) {
      future.complete(outcome);
    }
  }

  // Each quarantined record and each clash once, also when the log is read again.
  private static void report(Publication before, Publication now) {
    for (Snapshot.Quarantined record :
        news(before.snapshot().quarantined(), now.snapshot().quarantined())) {
      logger.warn(
          "Record set aside: topic={} offset={} key={} reason={}",
          record.topic(),
          record.offset(),
          record.key(),
          record.reason());
    }
    news(before.clashes(), now.clashes()).forEach(clash -> logger.warn("Id clash: {}", clash));
  }

  private static <T> List<T> news(List<T> before, List<T> now) {
    if (before.equals(now)) {
      return List.of();
    }
    Collection<T> known = new HashSet<>(before);
    return now.stream().filter(item -> !known.contains(item)).toList();
  }
}
