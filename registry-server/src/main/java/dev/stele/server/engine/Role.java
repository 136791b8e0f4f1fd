package dev.stele.server.engine;

import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.LogException.Reason;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node is to the log: nobody, a claimant, the writer, or one that waits for another
 * node's barrier. Confined to the loop.
 *
 * <p>Whoever is fenced does not claim back at once, or two nodes under load would fence each other
 * for ever. It waits for a later barrier; only if none appears does it write one itself.
 */
final class Role {
  private static final Logger logger = LoggerFactory.getLogger(Role.class);
  private static final long NONE = -1;

  /** How long another node's barrier is waited for that may come. */
  static final Duration LATER_BARRIER = Duration.ofMillis(500);

  // And how long one that is being written: its node is claiming, as this one just tried to.
  private static final Duration BARRIER_UNDER_WAY = Duration.ofSeconds(2);

  private final Loop loop;
  private final Log log;
  private final View view;
  private final Claim.Node self;
  private final EngineSettings settings;
  private final Listener listener;
  private final Backoff backoff;
  private final AtomicLong claims = new AtomicLong();

  private Phase phase = Phase.NOBODY;
  // Counts phases: what an earlier one asked for must not be taken for this one's.
  private int turn;
  private volatile @Nullable Claim claim;
  private long heldSinceMs;
  // The last claim of another node that turned out to be of no use.
  private long givenUp = NONE;

  Role(Surroundings around, Log log, View view, EngineSettings settings, Listener listener) {
    this.loop = around.loop();
    this.log = log;
    this.view = view;
    this.self = around.self();
    this.settings = settings;
    this.listener = listener;
    this.backoff = new Backoff(around.random());
  }

  /** Told on the loop. */
  interface Listener {
    /** The role was taken, or lost, or can be tried for again. */
    void changed();

    /** No claim can be had now. */
    void refused(UnavailableException reason);
  }

  private enum Phase {
    NOBODY,
    CLAIMING,
    WRITER,
    WAITING
  }

  /** The claim held, as far as this node knows. Thread-safe. */
  Optional<Claim> current() {
    return Optional.ofNullable(claim);
  }

  /** How often it was taken. Thread-safe. */
  long claims() {
    return claims.get();
  }

  /** The claim while it is this node's to write; lost if the view shows a later one. */
  Optional<Claim> held(Snapshot now) {
    Claim mine = claim;
    if (mine != null && isLater(now, mine)) {
      lose(
          "a later claim is in the log: its node found this one, %s, silent or unreachable"
              .formatted(self.url()));
    }
    return current();
  }

  /** Whether a command for a claim of this node's can still be run. */
  boolean isOurs() {
    return phase == Phase.WRITER || phase == Phase.CLAIMING;
  }

  /** Another node that may write, as far as this one knows; empty while this one sees to it. */
  Optional<Claim> elsewhere(Snapshot now) {
    return phase == Phase.NOBODY ? anothers(now) : Optional.empty();
  }

  private Optional<Claim> anothers(Snapshot now) {
    return now.claim()
        .filter(last -> !last.released() && last.offset() != givenUp)
        .filter(last -> !last.node().id().equals(self.id()));
  }

  /** The node that holds this claim can't be asked: the next write claims. */
  void giveUpOn(Claim holder, String reason) {
    if (holder.offset() > givenUp) {
      givenUp = holder.offset();
      logger.warn(
          "The writer does not answer: reason={} url={} node={} claim={}",
          reason,
          holder.node().url(),
          holder.node().id(),
          holder.offset());
    }
  }

  /** Why this node must not claim; empty if it may. */
  Optional<String> bar(Snapshot now) {
    return settings.eligible()
        ? now.unfit().map(Snapshot.Unfit::reason)
        : Optional.of("This node must not take it: leader.eligibility=false");
  }

  /** Claims, after the back-off. Does nothing unless this node is nobody. */
  void take(Snapshot now) {
    if (phase != Phase.NOBODY) {
      return;
    }
    if (bar(now).isEmpty()) {
      int then = become(Phase.CLAIMING);
      loop.after(backoff.next(loop.nowMs()), () -> during(then, this::writeBarrier));
    } else if (now.claim().filter(last -> last.offset() == givenUp).isPresent()) {
      givenUp = NONE; // the only hope is that it can be reached again
      await(lastSeen(now), LATER_BARRIER);
    } else {
      bar(now)
          .map(reason -> "No node is known to hold the writer role. " + reason)
          .ifPresent(
              reason ->
                  listener.refused(
                      new UnavailableException(UnavailableException.Reason.NOT_READY, reason)));
    }
  }

  /** Whether the claim is to be written anew, lest Kafka forgets it. */
  boolean isAging(Snapshot now) {
    return phase == Phase.WRITER
        && now.unfit().isEmpty()
        && loop.nowMs() - heldSinceMs >= settings.renewal().toMillis();
  }

  /**
   * Claims anew, without a back-off: nobody else is involved. What was sent to the old claim is not
   * run any more; its senders see the new one.
   */
  void renew() {
    claim = null;
    become(Phase.CLAIMING);
    writeBarrier();
  }

  /** The claim is gone: an append failed, or the view shows a later one. */
  void lose(String reason) {
    Claim mine = claim;
    if (mine == null) {
      return;
    }
    logger.warn("Lost the writer role: claim={} reason={}", mine.offset(), reason);
    backoff.ended(loop.nowMs() - heldSinceMs);
    claim = null;
    await(mine.offset(), LATER_BARRIER);
  }

  /**
   * Leaves the role.
   *
   * @return the claim to release, if there is one
   */
  Optional<Claim> resign() {
    Optional<Claim> last = current();
    claim = null;
    become(Phase.NOBODY);
    return last;
  }

  private void writeBarrier() {
    Snapshot now = view.snapshot();
    if (now.unfit().isPresent() || anothers(now).isPresent()) {
      free(); // or somebody else was quicker
      return;
    }
    int then = turn;
    log.claim()
        .whenComplete(
            (claimed, error) ->
                onLoop(
                    then,
                    () -> {
                      if (error == null) {
                        awaitBarrier(claimed);
                      } else {
                        fail(LogException.of(error));
                      }
                    }));
  }

  private void awaitBarrier(Log.Claimed claimed) {
    int then = turn;
    Duration patience = settings.writeTimeout();
    String late = "The view has not come to the claim's barrier in " + patience.toMillis() + " ms";
    loop.after(
        patience, () -> during(then, () -> fail(new LogException(Reason.UNAVAILABLE, late))));
    view.applied(claimed.barrier())
        .thenAccept(snapshot -> onLoop(then, () -> begin(claimed.claim(), snapshot)));
  }

  private void begin(Claim taken, Snapshot snapshot) {
    if (isLater(snapshot, taken)) {
      free(); // somebody claimed while we waited
      return;
    }
    become(Phase.WRITER);
    claim = taken;
    claims.incrementAndGet();
    heldSinceMs = loop.nowMs();
    logger.info("Took the writer role: claim={} node={}", taken.offset(), taken.node().id());
    int then = turn;
    loop.after(settings.renewal(), () -> during(then, listener::changed));
    listener.changed();
  }

  private void fail(LogException reason) {
    if (reason.reason() == Reason.ROLE_LOST) {
      logger.info("Another node claims: reason={}", reason.getMessage());
      await(lastSeen(view.snapshot()), BARRIER_UNDER_WAY);
    } else {
      logger.warn("Could not take the writer role: reason={}", reason.getMessage());
      listener.refused(UnavailableException.noKafka(reason));
      free();
    }
  }

  // For a barrier behind this offset, though not for long.
  private void await(long offset, Duration patience) {
    int then = become(Phase.WAITING);
    loop.after(patience, () -> during(then, this::free));
    view.claimedAfter(offset).thenRun(() -> onLoop(then, this::free));
    listener.changed();
  }

  private void free() {
    become(Phase.NOBODY);
    listener.changed();
  }

  private int become(Phase next) {
    phase = next;
    return ++turn;
  }

  private void onLoop(int then, Runnable task) {
    loop.execute(() -> during(then, task));
  }

  private void during(int then, Runnable task) {
    if (turn == then) {
      task.run();
    }
  }

  private static long lastSeen(Snapshot now) {
    return now.claim().map(Claim::offset).orElse(NONE);
  }

  private static boolean isLater(Snapshot now, Claim mine) {
    return now.claim().filter(last -> last.offset() > mine.offset()).isPresent();
  }
}
