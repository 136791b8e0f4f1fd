package dev.stele.server.engine;

import dev.stele.server.engine.UnavailableException.Reason;
import dev.stele.server.log.Claim;
import dev.stele.server.log.Log;
import dev.stele.server.view.Snapshot;
import dev.stele.server.view.View;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where commands go: they are written here while this node holds the role, sent to the node that
 * holds it, or kept until one of the two is possible. Confined to the loop.
 *
 * <p>A command is in one of four places: queued (surely not written), in the writer's batch, on its
 * way to another node, or unresolved (it may have been committed). An unresolved one is answered
 * from the log, or queued again once a later barrier is in the view, so it is never written twice.
 */
final class Routing implements Role.Listener, Forwards.Listener {
  private static final int MISDIRECTIONS = 2;

  private final Loop loop;
  private final Log log;
  private final View view;
  private final EngineSettings settings;
  private final CommandQueue queue = new CommandQueue();
  private final Unresolved unresolved;
  private final Forwards forwards;
  private final Role role;
  private final Writer writer;
  private boolean closed;
  private volatile @Nullable String refusal;

  Routing(
      Surroundings around,
      Log log,
      View view,
      Preparer preparer,
      Confirmation confirmation,
      EngineSettings settings) {
    this.loop = around.loop();
    this.log = log;
    this.view = view;
    this.settings = settings;
    this.unresolved = new Unresolved(around, view, preparer, settings.compactionLag(), this::again);
    this.forwards = new Forwards(around, view, settings.pingTimeout(), this);
    this.role = new Role(around, log, view, settings, this);
    this.writer =
        new Writer(
            new Writer.Parts(loop, log, view, preparer, confirmation, settings),
            queue,
            unresolved,
            role,
            this::step);
  }

  /** Queues a prepared command. */
  void enqueue(Pending<?> pending) {
    if (closed) {
      pending.fail(
          pending.isForwarded() ? MisdirectedException.notHeld() : UnavailableException.leaving());
    } else if (!pending.isAnswered()) { // its time may be up already
      queue.add(pending);
      step();
    }
  }

  /** A command's time is up. */
  void expire(Pending<?> pending) {
    boolean queued = queue.remove(pending);
    unresolved.remove(pending);
    forwards.remove(pending);
    pending.fail(overdue(pending, queued));
  }

  /**
   * Gives the role up. Commands still here are not looked at any more.
   *
   * @return completes when the barrier that says so is written, or could not be
   */
  CompletionStage<?> close() {
    closed = true;
    Optional<Claim> claim = role.resign();
    return claim.isEmpty() || writer.isBusy()
        ? CompletableFuture.completedStage(null)
        : log.release(claim.get());
  }

  /** Thread-safe. */
  EngineStatus status(int waiting) {
    return new EngineStatus(
        role.current(),
        role.claims(),
        waiting,
        writer.commands(),
        writer.transactions(),
        forwards.sent(),
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
  public void refused(UnavailableException reason) {
    refusal = reason.getMessage();
    queue.failAll(reason);
  }

  @Override
  public void failed(Claim holder, List<Pending<?>> commands, PeerException failure) {
    switch (failure.kind()) {
      case UNREACHABLE -> {
        commands.forEach(Pending::setNotWritten);
        role.giveUpOn(holder, String.valueOf(failure.getMessage()));
        again(commands);
      }
      case LOST, NO_KAFKA -> {
        unresolved.add(holder, commands);
        giveUpOn(holder, String.valueOf(failure.getMessage()));
      }
      case MISDIRECTED -> {
        unresolved.add(holder, commands);
        String reason = String.valueOf(failure.getMessage());
        if (commands.stream().anyMatch(pending -> pending.nextMisdirection() >= MISDIRECTIONS)) {
          giveUpOn(holder, reason);
        } else {
          loop.after(Role.LATER_BARRIER, () -> doubt(holder, commands, reason));
        }
      }
    }
  }

  @Override
  public void superseded(List<Pending<?>> commands) {
    unresolved.settle(commands);
  }

  // The holder says that it is none, and nobody else has come forward since.
  private void doubt(Claim holder, List<Pending<?>> commands, String reason) {
    if (commands.stream().anyMatch(unresolved::contains)) {
      giveUpOn(holder, reason);
    }
  }

  private void giveUpOn(Claim holder, String reason) {
    role.giveUpOn(holder, reason);
    step();
  }

  private void again(List<Pending<?>> commands) {
    queue.putBack(commands);
    step();
  }

  private void step() {
    Snapshot now = view.snapshot();
    now.unfit()
        .filter(unfit -> !unfit.elsewhere())
        .ifPresent(
            unfit -> {
              queue.failForwarded(MisdirectedException.notHeld());
              queue.failAll(new UnavailableException(Reason.NOT_READY, unfit.reason()));
            });
    if (closed || writer.isBusy()) {
      return;
    }
    Optional<Claim> mine = role.held(now);
    if (mine.isPresent() && role.isAging(now)) {
      role.renew();
      return;
    }
    if (queue.isEmpty() && unresolved.isEmpty()) {
      return;
    }
    if (mine.isPresent()) {
      if (!queue.isEmpty()) {
        writer.run(mine.get(), now);
      }
      return;
    }
    if (!role.isOurs()) {
      queue.failForwarded(MisdirectedException.notHeld());
    }
    Optional<Claim> holder = role.elsewhere(now);
    if (holder.isEmpty() && !(queue.isEmpty() && unresolved.isEmpty())) {
      role.take(now);
    } else if (holder.isPresent() && !queue.isEmpty()) {
      refusal = null;
      forwards.send(holder.get(), queue.takeAll());
    }
  }

  private UnavailableException overdue(Pending<?> pending, boolean queued) {
    String within = " within " + settings.writeTimeout().toMillis() + " ms";
    if (pending.mayBeWritten()) {
      return UnavailableException.unknown("Not settled" + within);
    }
    Optional<String> bar = role.bar(view.snapshot());
    if (queued && bar.isPresent()) {
      return new UnavailableException(
          Reason.NOT_READY, "The writer did not answer" + within + ". " + bar.get());
    }
    if (queued && role.current().isEmpty()) {
      return new UnavailableException(Reason.NO_KAFKA, "No claim on the log could be had" + within);
    }
    return writer.isCatchingUp()
        ? new UnavailableException(
            Reason.OFFSET_NOT_REACHED, "This node's view did not come to the log's end" + within)
        : new UnavailableException(Reason.QUEUE_FULL, "Its turn did not come" + within);
  }
}
