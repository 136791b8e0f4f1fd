package dev.stele.server.engine;

import dev.stele.server.engine.CommandEngine.Surroundings;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.log.LogException;
import dev.stele.server.log.LogException.Reason;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node is to the log: nobody, a claimant, the writer, or a writer that was fenced.
 * Confined to the loop.
 *
 * <p>A fenced writer does not claim back at once, or two nodes under load would fence each other
 * for ever. It waits for a later barrier; only if none appears does it write one itself.
 */
final class Role {
  private static final Logger logger = LoggerFactory.getLogger(Role.class);
  private static final Duration LATER_BARRIER = Duration.ofMillis(500);

  private final Loop loop;
  private final Log log;
  private final View view;
  private final Duration patience;
  private final Listener listener;
  private final Backoff backoff;
  private final AtomicLong claims = new AtomicLong();

  private Phase phase = Phase.NOBODY;
  // Counts phases: what an earlier one asked for must not be taken for this one's.
  private int turn;
  private volatile @Nullable Claim claim;
  private long heldSinceMs;

  /**
   * @param patience how long the view may take to come to a claim's barrier
   */
  Role(Surroundings around, Log log, View view, Duration patience, Listener listener) {
    this.loop = around.loop();
    this.log = log;
    this.view = view;
    this.patience = patience;
    this.listener = listener;
    this.backoff = new Backoff(around.random());
  }

  /** Told on the loop. */
  interface Listener {
    /** The role was taken, or can be tried for again. */
    void changed();

    /** No claim can be had now. */
    void refused(LogException reason);
  }

  private enum Phase {
    NOBODY,
    CLAIMING,
    WRITER,
    FENCED
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
      lose("a later claim is in the log");
    }
    return current();
  }

  /** Claims, after the back-off. Does nothing unless this node is nobody. */
  void take() {
    if (phase == Phase.NOBODY) {
      int now = become(Phase.CLAIMING);
      loop.after(backoff.next(), () -> during(now, this::writeBarrier));
    }
  }

  /** The claim is gone: an append failed, or the view shows a later one. */
  void lose(String reason) {
    Claim mine = claim;
    if (mine == null) {
      return;
    }
    logger.info("Lost the writer role: claim={} reason={}", mine.offset(), reason);
    backoff.ended(loop.nowMs() - heldSinceMs);
    claim = null;
    int now = become(Phase.FENCED);
    loop.after(LATER_BARRIER, () -> during(now, this::free));
    view.claimedAfter(mine.offset()).thenRun(() -> onLoop(now, this::free));
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
    if (view.snapshot().unfit().isPresent()) {
      free();
      return;
    }
    int now = turn;
    log.claim()
        .whenComplete(
            (claimed, error) ->
                onLoop(
                    now,
                    () -> {
                      if (error == null) {
                        awaitBarrier(claimed);
                      } else {
                        fail(reasonOf(error));
                      }
                    }));
  }

  private void awaitBarrier(Log.Claimed claimed) {
    int now = turn;
    String late = "The view has not come to the claim's barrier in " + patience.toMillis() + " ms";
    loop.after(patience, () -> during(now, () -> fail(new LogException(Reason.UNAVAILABLE, late))));
    view.applied(claimed.barrier())
        .thenAccept(snapshot -> onLoop(now, () -> begin(claimed.claim(), snapshot)));
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
    listener.changed();
  }

  private void fail(LogException reason) {
    if (reason.reason() == Reason.ROLE_LOST) {
      logger.info("Another node claims, trying again: reason={}", reason.getMessage());
    } else {
      logger.warn("Could not take the writer role: reason={}", reason.getMessage());
      listener.refused(reason);
    }
    free();
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

  private static boolean isLater(Snapshot now, Claim mine) {
    return now.claim().filter(last -> last.offset() > mine.offset()).isPresent();
  }

  /** What failed; the worst that may have happened if the log does not say. */
  static LogException reasonOf(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof LogException known
        ? known
        : new LogException(Reason.ROLE_LOST, "The log failed: " + cause, cause);
  }
}
